import { PdfRef, isArray, type PdfObject } from '../pdf/pdf-object.ts';
import type { Page } from '../pdf/read-pages.ts';
import type { Revision, RevisionPair } from './revision-pair.ts';
import { without } from './without.ts';

/**
 * Pages are the same pages in the same order with the same contents, resources and annotations; `added` are the object numbers of fields
 * that may be new on them. What pages inherit is compared with the page tree: see compare-catalogs.ts.
 */
export function comparePages(pair: RevisionPair, added: ReadonlySet<number>): void {
  const { old, now } = pair;
  const same = old.pages.length === now.pages.length && old.pages.every(({ ref }, index) => ref.number === now.pages[index]?.ref.number);
  if (!same) return pair.refuse({ code: 'pagesChanged', subject: `${old.pages.length}` });
  for (const [index, page] of old.pages.entries()) {
    const current = now.pages[index];
    if (current) comparePage(pair, page, current, added, `${index + 1}`);
  }
  return undefined;
}

function comparePage(pair: RevisionPair, old: Page, now: Page, added: ReadonlySet<number>, subject: string): void {
  if (!pair.objects.same(without(old.dict, ['Annots']), without(now.dict, ['Annots']))) pair.refuse({ code: 'pageChanged', subject });
  const before = annotationsOf(pair.old, old);
  const after = annotationsOf(pair.now, now);
  const kept = after.filter((annotation) => !isAdded(annotation, added));
  // what is kept must be the same in the same order: the later one covers the earlier
  for (const [index, annotation] of before.entries()) {
    const current = kept[index];
    if (current === undefined) pair.refuse({ code: 'annotationRemoved', subject });
    else if (!isSame(pair, annotation, current)) pair.refuse({ code: 'annotationChanged', subject });
  }
  if (kept.length > before.length) pair.refuse({ code: 'annotationAdded', subject });
}

function annotationsOf({ document }: Revision, { dict }: Page): readonly PdfObject[] {
  const annotations = document.resolve(dict.get('Annots'));
  return isArray(annotations) ? annotations : [];
}

function isAdded(annotation: PdfObject, added: ReadonlySet<number>): boolean {
  return annotation instanceof PdfRef && added.has(annotation.number);
}

function isSame({ objects }: RevisionPair, old: PdfObject, now: PdfObject): boolean {
  const sameObject =
    old instanceof PdfRef && now instanceof PdfRef ? old.number === now.number : !(old instanceof PdfRef || now instanceof PdfRef);
  return sameObject && objects.same(old, now);
}
