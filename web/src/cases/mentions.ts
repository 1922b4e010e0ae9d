/** Names in a text that are spoken to: `@` and the whole name. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** What is typed after the last `@` before the caret, while it could become a name; undefined where there is none. */
export function beginningAt(text: string, caret: number): string | undefined {
  return /(?:^|\s)@([^@\n]{0,40})$/u.exec(text.slice(0, caret))?.[1];
}

/** Those whose name has all that was typed, whatever its accents. */
export function matching(people: readonly Mentionable[], beginning: string): readonly Mentionable[] {
  const asked = plain(beginning).trim();
  return people.filter(({ name }) => asked === '' || plain(name).includes(asked));
}

/** The text with the whole name in place of what was typed of it, and where the caret is then. */
export function withMention(text: string, caret: number, { name }: Mentionable): { readonly text: string; readonly caret: number } {
  const beginning = beginningAt(text, caret) ?? '';
  const before = `${text.slice(0, caret - beginning.length)}${name} `;
  return { text: `${before}${text.slice(caret).replace(/^ /, '')}`, caret: before.length };
}

export const mentionedIn = (text: string, people: readonly Mentionable[]): readonly string[] =>
  people.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);

export interface Part {
  readonly text: string;
  readonly isMention: boolean;
  /** where it begins */
  readonly at: number;
}

/** The text in parts: names that are spoken to, and what is between them. Longer names first: one may begin with another. */
export function partsOf(text: string, people: readonly Mentionable[]): readonly Part[] {
  const names = people.map(({ name }) => `@${name}`).toSorted((a, b) => b.length - a.length);
  const parts: Part[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const found = names.find((name) => text.startsWith(name, at));
    if (found === undefined || at < from) continue;
    parts.push({ text: text.slice(from, at), isMention: false, at: from }, { text: found, isMention: true, at });
    from = at + found.length;
  }
  return [...parts, { text: text.slice(from), isMention: false, at: from }].filter((part) => part.text !== '');
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();
