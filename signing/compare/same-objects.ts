import { malformed } from '../malformed.ts';
import { LIMIT } from '../pdf/limits.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { PdfDict, PdfName, PdfRef, PdfStream, PdfString, isArray, type PdfObject } from '../pdf/pdf-object.ts';

/** One revision, and the objects at which a comparison stops since they are compared by themselves: their label instead. */
export interface Side {
  readonly document: PdfDocument;
  readonly labels: ReadonlyMap<number, string>;
}

type Pair = readonly [PdfObject | undefined, PdfObject | undefined];

/**
 * Whether two objects of two revisions are the same with everything they refer to. Object numbers do not matter, what is reached through
 * them does; circles are followed once. A work list instead of recursion: outlines of thousands of entries are one long chain.
 */
export class ObjectComparison {
  readonly #old: Side;
  readonly #new: Side;
  /** pairs that a whole comparison has found the same: pages share fonts, which are compared once */
  readonly #proven = new Set<string>();
  #compared = 0;

  constructor(old: Side, now: Side) {
    this.#old = old;
    this.#new = now;
  }

  same(old: PdfObject | undefined, now: PdfObject | undefined): boolean {
    const seen = new Set<string>();
    const work: Pair[] = [[old, now]];
    for (let pair = work.pop(); pair; pair = work.pop()) {
      if (++this.#compared > LIMIT.comparisons) throw malformed('pdf', 'Expected fewer objects to compare.');
      if (!this.#step(pair, work, seen)) return false;
    }
    for (const key of seen) this.#proven.add(key);
    return true;
  }

  /** Compares what can be seen at once, and puts what it refers to on the list. */
  #step([old, now]: Pair, work: Pair[], seen: Set<string>): boolean {
    const [oldLabel, newLabel] = [labelOf(this.#old, old), labelOf(this.#new, now)];
    if (oldLabel !== undefined || newLabel !== undefined) return oldLabel === newLabel;
    if (old instanceof PdfRef && now instanceof PdfRef) {
      const key = `${old.number} ${now.number}`;
      if (seen.has(key) || this.#proven.has(key)) return true;
      seen.add(key);
    }
    return compareValues(this.#old.document.resolve(old), this.#new.document.resolve(now), work);
  }
}

function labelOf({ labels }: Side, object: PdfObject | undefined): string | undefined {
  return object instanceof PdfRef ? labels.get(object.number) : undefined;
}

function compareValues(old: PdfObject, now: PdfObject, work: Pair[]): boolean {
  if (old instanceof PdfStream && now instanceof PdfStream) return old.raw.equals(now.raw) && compareDicts(old.dict, now.dict, work);
  if (old instanceof PdfDict && now instanceof PdfDict) return compareDicts(old, now, work);
  if (isArray(old) && isArray(now)) {
    if (old.length !== now.length) return false;
    for (const [index, item] of old.entries()) work.push([item, now[index]]);
    return true;
  }
  if (old instanceof PdfName && now instanceof PdfName) return old.name === now.name;
  if (old instanceof PdfString && now instanceof PdfString) return old.bytes.equals(now.bytes);
  return old === now;
}

/** An entry that is null is an entry that is not there (ISO 32000-2, 7.3.7). */
function compareDicts(old: PdfDict, now: PdfDict, work: Pair[]): boolean {
  for (const key of new Set([...old.entries.keys(), ...now.entries.keys()])) work.push([old.get(key), now.get(key)]);
  return true;
}
