/** Values and names as FEEL source. */

/** A string literal. */
export function feelString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

const FEEL_WORDS: ReadonlySet<string> = new Set(
  'for in return if then else some every satisfies instance of function external between and or null true false'.split(' '),
);

/** Whether the text is a variable name that FEEL reads as one name. */
export function isFeelName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !FEEL_WORDS.has(text);
}
