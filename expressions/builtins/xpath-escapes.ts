/** A piece of a translated pattern, and where the next begins. */
export interface Part {
  readonly source: string;
  readonly next: number;
}

export const NAME_START = '\\p{L}_:';
export const NAME_CHARACTER = '\\p{L}\\p{Nd}\\p{M}_:.\\-\\x{B7}';
/** What the multi-character escapes stand for inside and outside a class. */
export const ESCAPE_CLASSES: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  s: '\\t\\n\\r ',
  w: '\\p{L}\\p{M}\\p{N}\\p{S}',
};

/** The end of `\p{…}` or `\P{…}` at `at`, or -1. Blocks (`\p{IsBasicLatin}`) have no RE2 form except the commonest. */
export function readCategory(pattern: string, at: number): Part | null {
  const match = /^\\([pP])\{([A-Za-z0-9-]+)\}/.exec(pattern.slice(at, at + 40));
  if (!match) return null;
  const [whole, letter = '', name = ''] = match;
  const block = BLOCKS[name];
  if (block !== undefined) return { source: letter === 'p' ? block : `^${block}`, next: at + whole.length };
  return /^[LMNPZSC][a-z]?$/.test(name) ? { source: whole, next: at + whole.length } : null;
}

const BLOCKS: Readonly<Record<string, string>> = {
  IsBasicLatin: '\\x{0}-\\x{7F}',
  'IsLatin-1Supplement': '\\x{80}-\\x{FF}',
  'IsLatinExtended-A': '\\x{100}-\\x{17F}',
  'IsLatinExtended-B': '\\x{180}-\\x{24F}',
  IsLatinExtendedAdditional: '\\x{1E00}-\\x{1EFF}',
  IsCombiningDiacriticalMarks: '\\x{300}-\\x{36F}',
};

/** `\n \r \t` and an escaped meta-character. */
export function isSingleEscape(letter: string): boolean {
  return letter !== '' && 'nrt\\|.?*+(){}$-[]^'.includes(letter);
}
