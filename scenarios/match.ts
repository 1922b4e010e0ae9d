/** Expected against found JSON. */
import type { Json } from '../expressions/json.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A typed value (date, duration, long number) is written plainly in a scenario: `2026-11-23`. */
function plain(value: unknown): unknown {
  return isObject(value) && typeof value['$type'] === 'string' && 'value' in value ? value['value'] : value;
}

/** `part`: objects may have more fields than expected; lists have as many items as expected, in order. */
export function matches(expected: unknown, found: unknown, part = false): boolean {
  const [want, have] = [plain(expected), plain(found)];
  if (Array.isArray(want))
    return Array.isArray(have) && want.length === have.length && want.every((item, i) => matches(item, have[i], part));
  if (!isObject(want)) return want === have || (want === null && have === undefined);
  if (!isObject(have)) return false;
  if (!part && Object.keys(have).some((key) => !Object.hasOwn(want, key))) return false;
  return Object.keys(want).every((key) => matches(want[key], have[key], part));
}

export const includesAll = (expected: Json, found: unknown): boolean => matches(expected, found, true);

/** Two sets of texts. */
export function sameSet(expected: readonly string[], found: readonly string[]): boolean {
  const [want, have] = [new Set(expected), new Set(found)];
  return want.size === have.size && [...want].every((one) => have.has(one));
}

export const listOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
