const HIDDEN = '[hidden]';
const DEEPEST = 8;
/** parts of field names whose values never belong in a log */
const SECRET_NAME = /pass(word|phrase|wd)|secret|token|cookie|authorization|api[-_]?key|private[-_]?key|session[-_]?id|^pin$|^otp$/i;
/** user:password@ in an address */
const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi;

/** A copy of the fields without secrets: by the name of a field, at any depth, and passwords inside addresses. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redactField(name, value, 0)]));
}

export function redactText(text: string): string {
  return text.replace(CREDENTIALS, `$1:${HIDDEN}@`);
}

function redactField(name: string, value: unknown, depth: number): unknown {
  return SECRET_NAME.test(name) && value !== undefined && value !== null ? HIDDEN : redactValue(value, depth);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  if (depth === DEEPEST) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactField(name, item, depth + 1)]));
}

/** Errors, dates and the like have serializers of their own. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
