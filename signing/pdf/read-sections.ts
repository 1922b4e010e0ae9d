import { malformed } from '../malformed.ts';
import type { CrossReference, CrossReferenceSection } from './cross-references.ts';
import type { InflateBudget } from './inflate.ts';
import { LIMIT } from './limits.ts';
import { readSection } from './read-section.ts';

const TAIL_BYTES = 64;

/** All cross-reference sections of a file, the newest first, along /Prev. Throws Rejection `signing.pdf`. */
export function readSections(file: Buffer, budget: InflateBudget): readonly CrossReferenceSection[] {
  const sections: CrossReferenceSection[] = [];
  const seen = new Set<number>();
  let entries = 0;
  for (let offset: number | undefined = lastSection(file); offset !== undefined;) {
    if (seen.has(offset) || sections.length >= LIMIT.sections) throw malformed('pdf', 'Expected /Prev to lead to the first section.');
    seen.add(offset);
    const section = readSection(file, offset, budget);
    sections.push(section);
    entries += section.entries.size;
    if (entries > LIMIT.crossReferences) throw malformed('pdf', 'Expected fewer objects.');
    offset = previous(section);
  }
  return sections;
}

/** The file must end with `startxref`, a number and `%%EOF`: readers that search further back would disagree. */
function lastSection(file: Buffer): number {
  const tail = file.toString('latin1', Math.max(0, file.length - TAIL_BYTES), file.length);
  const match = /startxref[\r\n ]+(\d{1,12})[\r\n ]+%%EOF[\r\n ]*$/.exec(tail);
  if (!match) throw malformed('pdf', 'Expected the file to end with startxref and %%EOF.');
  return Number(match[1]);
}

function previous({ trailer }: CrossReferenceSection): number | undefined {
  const previous = trailer.get('Prev');
  if (previous !== undefined && typeof previous !== 'number') throw malformed('pdf', 'Expected /Prev to be a number.');
  return previous;
}

/** For each object number the entry of the newest section that has one. */
export function mergeSections(sections: readonly CrossReferenceSection[]): ReadonlyMap<number, CrossReference> {
  const merged = new Map<number, CrossReference>();
  for (const { entries } of sections.toReversed()) for (const [number, entry] of entries) merged.set(number, entry);
  return merged;
}
