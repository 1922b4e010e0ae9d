/** Breaks text into lines. Greedy, as word processors break; a word that is wider than the line is cut. */
import type { Face, FaceName } from './face.ts';
import { faceOf } from './face.ts';

/** Text in one face. Spaces break, no-break spaces do not. */
export interface Run {
  readonly text: string;
  readonly face: FaceName;
}

/** What is drawn in one go: one face, its words with the spaces between them, and the space that follows before another face. */
export interface Piece {
  readonly text: string;
  readonly face: FaceName;
}

export interface Line {
  readonly pieces: readonly Piece[];
  /** points, without what justifying adds */
  readonly width: number;
  /** spaces that may be made wider */
  readonly gaps: number;
  /** ends a paragraph: it is not justified */
  readonly last: boolean;
}

interface Word {
  readonly text: string;
  readonly face: Face;
  readonly width: number;
  /** it goes on from the word before, of another face, without a space */
  readonly glued: boolean;
  /** the rest of a word that was cut */
  readonly cut: boolean;
}

/** NFC, because decomposed tone marks would break on the page; without what is not seen. A line break stays one. */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\u00ad|\p{Cf}/gu, '')
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, (control) => (control === '\n' ? '\n' : ' '));
}

/** At least one line, an empty one for an empty text. `widthOf`: of the line with this index, in points. */
export function breakLines(runs: readonly Run[], size: number, widthOf: (line: number) => number): readonly Line[] {
  const lines: Line[] = [];
  for (const paragraph of paragraphsOf(runs)) {
    let current: Word[] = [];
    let width = 0;
    for (const word of wordsOf(paragraph, size, Math.min(widthOf(0), widthOf(1)))) {
      const space = current.length === 0 || word.glued ? 0 : word.face.width(' ', size);
      if (current.length > 0 && width + space + word.width > widthOf(lines.length) && !word.glued) {
        lines.push(lineOf(current, width, word.cut ? 'cut' : 'broken'));
        current = [word];
        width = word.width;
      } else {
        current.push(word);
        width += space + word.width;
      }
    }
    lines.push(lineOf(current, width, 'last'));
  }
  return lines;
}

/** As few lines as `breakLines` needs, of about the same length: for titles in the middle of a column. */
export function breakEvenly(runs: readonly Run[], size: number, width: number): readonly Line[] {
  const { length } = breakLines(runs, size, () => width);
  // no narrower than its longest word: it would be cut
  let [tooNarrow, wide] = [longestWord(runs, size), width];
  while (length > 1 && wide - tooNarrow > size / 4) {
    const middle = (tooNarrow + wide) / 2;
    const lines = breakLines(runs, size, () => middle);
    if (lines.length > length || lines.some((line) => line.width > middle)) tooNarrow = middle;
    else wide = middle;
  }
  return breakLines(runs, size, () => wide);
}

function longestWord(runs: readonly Run[], size: number): number {
  return Math.max(
    0,
    ...runs.flatMap(({ text, face }) =>
      clean(text)
        .split(/\s+/)
        .map((word) => faceOf(face).width(word, size)),
    ),
  );
}

/** The runs between line breaks. */
function paragraphsOf(runs: readonly Run[]): readonly (readonly Run[])[] {
  const paragraphs: Run[][] = [[]];
  for (const { text, face } of runs) {
    for (const [at, part] of clean(text).split('\n').entries()) {
      if (at > 0) paragraphs.push([]);
      paragraphs.at(-1)?.push({ text: part, face });
    }
  }
  return paragraphs;
}

function* wordsOf(runs: readonly Run[], size: number, widest: number): Generator<Word> {
  let glued = false;
  for (const { text, face: name } of runs) {
    const face = faceOf(name);
    if (/^[ \t]/.test(text)) glued = false;
    for (const word of text.split(/[ \t]+/).filter(Boolean)) {
      for (const [at, part] of fitting(word, face, size, widest).entries()) {
        yield { text: part, face, width: face.width(part, size), glued, cut: at > 0 };
        glued = false;
      }
    }
    glued = text !== '' && !/[ \t]$/.test(text);
  }
}

/** Parts of a word that fit on a line: identifiers and hashes may be long. */
function fitting(word: string, face: Face, size: number, widest: number): readonly string[] {
  if (face.width(word, size) <= widest) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && face.width(part + character, size) > widest) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function lineOf(words: readonly Word[], width: number, end: 'broken' | 'cut' | 'last'): Line {
  const pieces: { text: string; face: FaceName }[] = [];
  let gaps = 0;
  for (const [at, word] of words.entries()) {
    const spaced = at > 0 && !word.glued;
    if (spaced) gaps += 1;
    const before = pieces.at(-1);
    if (before && spaced) before.text += ' ';
    if (before?.face === word.face.name) before.text += word.text;
    else pieces.push({ text: word.text, face: word.face.name });
  }
  const last = pieces.at(-1);
  // nobody sees it, but who reads the text aloud or copies it must not join two words
  if (last && end === 'broken') last.text += ' ';
  return { pieces, width, gaps, last: end === 'last' };
}
