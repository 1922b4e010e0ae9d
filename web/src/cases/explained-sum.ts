/** A sum of stretches of time as the server says it in words, taken apart so that a person can check it line by line. */
export interface ExplainedSum {
  /** what is added up */
  readonly title: string;
  readonly parts: readonly { readonly what: string; readonly length: string }[];
  readonly sum: string;
  /** what is said besides */
  readonly rest: string;
}

const FORMS = {
  vi: /^(?<title>.+?\d{4}): (?<parts>từ .+?); cộng (?<sum>.+?)\.(?<rest>.*)$/su,
  en: /^(?<title>.+?\d{4}): (?<parts>from .+?); in sum (?<sum>.+?)\.(?<rest>.*)$/su,
};
const PART = /^(?<what>.+): (?<length>[^:]+)$/u;

/** Undefined where it is no sum: then the words say all. */
export function explainedSum(text: string, language: 'vi' | 'en'): ExplainedSum | undefined {
  const found = FORMS[language].exec(text)?.groups;
  if (!found) return undefined;
  const parts = (found['parts'] ?? '').split('; ').map((part) => PART.exec(part)?.groups);
  if (parts.some((part) => !part)) return undefined;
  return {
    title: found['title'] ?? '',
    parts: parts.map((part) => ({ what: part?.['what'] ?? '', length: part?.['length'] ?? '' })),
    sum: found['sum'] ?? '',
    rest: (found['rest'] ?? '').trim(),
  };
}
