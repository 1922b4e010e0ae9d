import type { CrossReferenceSection } from './cross-references.ts';
import type { PdfDocument } from './pdf-document.ts';

/** Why bytes are stray: they belong to nothing, two objects share them, or an object stream carries what no section names. */
export interface StrayBytes {
  readonly code: 'strayBytes' | 'overlappingObjects' | 'dormantObject';
  readonly at: number;
  readonly length: number;
}

interface Interval {
  readonly start: number;
  readonly end: number;
}

/**
 * Every byte of a signed file must belong to an object that a cross-reference section names, to a section, to white space or a comment.
 * What belongs to nothing is dormant: a later update, or a reader that repairs, could bring it to life (shadow attacks).
 * Throws Rejection `signing.pdf` when a section names what is not there.
 */
export function findStrayBytes(document: PdfDocument): readonly StrayBytes[] {
  const intervals = document.sections.flatMap((section) => intervalsOf(document, section)).toSorted((a, b) => a.start - b.start);
  return [...findGaps(document, intervals), ...findDormant(document)];
}

function intervalsOf(document: PdfDocument, section: CrossReferenceSection): readonly Interval[] {
  const intervals: Interval[] = [{ start: section.offset, end: section.revisionEnd ?? section.bodyEnd }];
  for (const [number, entry] of section.entries) {
    if (entry.kind !== 'at' || (section.form === 'stream' && entry.offset === section.offset)) continue;
    intervals.push({ start: entry.offset, end: document.readAt(entry.offset, number).end });
  }
  return intervals;
}

function findGaps({ bytes }: PdfDocument, intervals: readonly Interval[]): readonly StrayBytes[] {
  const found: StrayBytes[] = [];
  let end = 0;
  let start = -1;
  for (const interval of intervals) {
    // two sections may name the same object at the same place, but nothing may begin inside another
    if (interval.start < end && interval.start !== start)
      found.push({ code: 'overlappingObjects', at: interval.start, length: end - interval.start });
    if (interval.start > end && !isFiller(bytes, end, interval.start))
      found.push({ code: 'strayBytes', at: end, length: interval.start - end });
    start = interval.start;
    end = Math.max(end, interval.end);
  }
  if (!isFiller(bytes, end, bytes.length)) found.push({ code: 'strayBytes', at: end, length: bytes.length - end });
  return found;
}

/** White space, comments, and the `startxref` that ends the first part of a linearized file. */
function isFiller(bytes: Buffer, start: number, end: number): boolean {
  const text = bytes.toString('latin1', start, end).replaceAll(/%[^\r\n]*/g, '');
  return /^[\0\t\n\f\r ]*(startxref\s+\d+\s*)?$/.test(text);
}

/** An object stream may carry only objects that some section finds in it. */
function findDormant(document: PdfDocument): readonly StrayBytes[] {
  const named = new Map<number, Set<number>>();
  for (const { entries } of document.sections) {
    for (const [number, entry] of entries) {
      if (entry.kind !== 'in') continue;
      named.set(entry.stream, (named.get(entry.stream) ?? new Set()).add(number));
    }
  }
  return [...named].flatMap(([stream, numbers]) => dormantIn(document, stream, numbers));
}

function dormantIn(document: PdfDocument, stream: number, numbers: ReadonlySet<number>): readonly StrayBytes[] {
  const dormant = [...document.objectStream(stream).keys()].filter((number) => !numbers.has(number));
  return dormant.map(() => ({ code: 'dormantObject', at: stream, length: 0 }));
}
