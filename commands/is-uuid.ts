/** Ids of cases and definitions; other text is no id of anything, and must not reach a column of that type. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}
