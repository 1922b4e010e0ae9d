/** Text that is drawn when a document is signed: its number and date, and the marks of copies and appendices. */
import { breakLines } from '../page/break-lines.ts';
import { faceOf, type FaceName } from '../page/face.ts';
import { FACTS, POINTS, mm } from '../page/page-facts.ts';
import { coordinate, type Appearance, type Size } from './appearance.ts';
import { EmbeddedFace } from './embed-face.ts';

interface TextStyle {
  readonly face: FaceName;
  readonly size: number;
  readonly align: 'left' | 'right';
  /** shares of red, green and blue; black when absent */
  readonly colour?: readonly number[];
  /** points that stay free on the left */
  readonly left?: number;
  /** the lines stand in the middle of the height, not at its top */
  readonly middle?: boolean;
}

/** The number in its field: 5 is 05. */
export const numberAppearance = (ordinal: number, size: Size): Appearance =>
  textAppearance([String(ordinal).padStart(2, '0')], size, { face: 'regular', size: POINTS.number, align: 'right' });

/** The date in its field, as `longDate` writes it. */
export const dateAppearance = (date: string, size: Size): Appearance =>
  textAppearance([date], size, { face: 'italic', size: POINTS.place, align: 'left' });

/** Forms of copies (N30 Đ25): of the whole, again from a copy, of a part. */
export type CopyForm = 'SAO Y' | 'SAO LỤC' | 'TRÍCH SAO';

/**
 * The agency's signature on an electronic copy: form of the copy, agency, time (N30 PL I, cell 14). No seal is shown. `time`: milliseconds
 * of the epoch.
 */
export function copyMark({ form, agency, time }: { readonly form: CopyForm; readonly agency: string; readonly time: number }): Appearance {
  return markAppearance([form, agency, signingTime(time)]);
}

/** The agency's signature on an appendix in a file of its own: number and symbol of the document, time. */
export function appendixMark({ notation, time }: { readonly notation: string; readonly time: number }): Appearance {
  return markAppearance([notation, signingTime(time)]);
}

/** Where both stand: at the top right of the first page, whose size is given in points. */
export function markPlace({ width, height }: Size): readonly [left: number, bottom: number, right: number, top: number] {
  const { copyMark: mark } = FACTS;
  const right = width - mm(mark.right);
  const top = height - mm(mark.top);
  return [right - mm(mark.width), top - mm(mark.height), right, top];
}

const OFFSET_MS = 7 * 60 * 60 * 1000;

/** ISO 8601 in the time of Vietnam: 2026-11-23T14:05:09+07:00. */
export const signingTime = (time: number): string => new Date(time + OFFSET_MS).toISOString().replace(/\.\d+Z$/, '+07:00');

function markAppearance(lines: readonly string[]): Appearance {
  const { copyMark: mark } = FACTS;
  return textAppearance(
    lines,
    { width: mm(mark.width), height: mm(mark.height) },
    { face: 'regular', size: POINTS.copyMark, align: 'left' },
  );
}

/** Points: a field as wide as its text is rounded on its way into the file, and its text is not broken for that. */
const ROUNDING = 0.1;

/** Lines from the top; those that are too wide are broken. What is drawn outside the field is not seen. */
export function textAppearance(texts: readonly string[], { width, height }: Size, style: TextStyle): Appearance {
  const { face: name, size, align, colour = [0, 0, 0], left = 0, middle = false } = style;
  const face = faceOf(name);
  const embedded = new EmbeddedFace(face);
  const lines = texts.flatMap((text) => breakLines([{ text, face: name }], size, () => width - left + ROUNDING));
  const ascent = (face.font.ascent / face.font.unitsPerEm) * size;
  const above = middle ? Math.max((height - lines.length * size * POINTS.leading) / 2, 0) : 0;
  const drawn = lines.map((line, at) => {
    const x = align === 'right' ? width - line.width : left;
    const y = height - above - ascent - at * size * POINTS.leading;
    return `1 0 0 1 ${coordinate(x)} ${coordinate(y)} Tm ${embedded.encode(line.pieces.map(({ text }) => text).join(''))} Tj`;
  });
  const ink = colour.every((share) => share === 0) ? '0 g' : `${colour.map(coordinate).join(' ')} rg`;
  return {
    content: `BT ${ink} /F ${size} Tf ${drawn.join(' ')} ET`,
    resources: (add) => `/Font<</F ${embedded.add(add)} 0 R>>`,
  };
}
