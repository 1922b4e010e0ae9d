import type { PdfDocument } from '../pdf/pdf-document.ts';
import { PdfDict, PdfRef, PdfStream, isArray, nameOf, type PdfObject } from '../pdf/pdf-object.ts';
import type { RevisionPair } from './revision-pair.ts';

/** Containers of other objects, which the reader itself needs and nothing refers to. */
const CONTAINERS = ['XRef', 'ObjStm'];

/**
 * Objects that later revisions have brought and nothing refers to. They show nothing yet, but would only have to be referred to by one more
 * update to do so: whoever adds them after a signature is refused.
 */
export function findDormantAdditions({ old, now }: RevisionPair): readonly number[] {
  const added = [...now.document.references].filter(
    ([number, entry]) => entry.kind !== 'free' && isNew(old.document, now.document, number),
  );
  if (added.length === 0) return [];
  const reached = reachable(now.document);
  return added.map(([number]) => number).filter((number) => !reached.has(number) && !isContainer(now.document, number));
}

function isNew(old: PdfDocument, now: PdfDocument, number: number): boolean {
  const [before, after] = [old.references.get(number), now.references.get(number)];
  if (before?.kind === 'at' && after?.kind === 'at') return before.offset !== after.offset;
  return before?.kind !== after?.kind || (before?.kind === 'in' && after?.kind === 'in' && before.stream !== after.stream);
}

function reachable(document: PdfDocument): ReadonlySet<number> {
  const reached = new Set<number>();
  const work: PdfObject[] = [document.rootRef, document.trailer.get('Info') ?? null];
  for (let object = work.pop(); object !== undefined; object = work.pop()) {
    if (object instanceof PdfRef) {
      if (reached.has(object.number)) continue;
      reached.add(object.number);
      work.push(document.resolve(object));
    } else work.push(...partsOf(object));
  }
  return reached;
}

function partsOf(object: PdfObject): readonly PdfObject[] {
  if (object instanceof PdfDict) return [...object.entries.values()];
  if (object instanceof PdfStream) return [...object.dict.entries.values()];
  return isArray(object) ? object : [];
}

function isContainer(document: PdfDocument, number: number): boolean {
  const object = document.resolve(new PdfRef(number));
  return object instanceof PdfStream && CONTAINERS.includes(nameOf(object.dict.get('Type')) ?? '');
}
