/**
 * What has changed between a signed revision and the newest, and whether it may: later signers fill fields that were there, evidence and
 * time-stamps are added; nothing else (facts of shadow, incremental-saving and certification attacks). Both revisions are read whole and
 * compared by what they show, not by what the update says it wrote.
 */
import { Rejection } from '../../errors.ts';
import type { PdfDocument } from '../pdf/pdf-document.ts';
import { readFields } from '../pdf/read-fields.ts';
import { readPages } from '../pdf/read-pages.ts';
import type { Change, PermittedCode, RefusedCode, RevisionChanges } from './change.ts';
import { compareCatalogs } from './compare-catalogs.ts';
import { compareFields } from './compare-fields.ts';
import { comparePages } from './compare-pages.ts';
import { findDormantAdditions } from './find-dormant-additions.ts';
import { readRestrictions } from './read-restrictions.ts';
import type { RevisionPair } from './revision-pair.ts';
import { ObjectComparison } from './same-objects.ts';

/** Never throws for what the file says: what cannot be compared is refused. */
export function compareRevisions(openOld: () => PdfDocument, now: PdfDocument): RevisionChanges {
  const permitted: Change<PermittedCode>[] = [];
  const refused: Change<RefusedCode>[] = [];
  try {
    const pair = pairOf(openOld(), now, { permit: (change) => permitted.push(change), refuse: (change) => refused.push(change) });
    comparePages(pair, compareFields(pair));
    compareCatalogs(pair);
    for (const number of findDormantAdditions(pair)) refused.push({ code: 'dormantAdded', subject: `${number}` });
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    refused.push({ code: 'notComparable', subject: error.message });
  }
  return { permitted, refused };
}

function pairOf(old: PdfDocument, now: PdfDocument, report: Pick<RevisionPair, 'permit' | 'refuse'>): RevisionPair {
  const [oldFields, newFields] = [readFields(old), readFields(now)];
  const [oldPages, newPages] = [readPages(old), readPages(now)];
  return {
    old: { document: old, fields: oldFields, pages: oldPages },
    now: { document: now, fields: newFields, pages: newPages },
    objects: new ObjectComparison(
      { document: old, labels: labelsOf(old, oldFields, oldPages) },
      { document: now, labels: labelsOf(now, newFields, newPages) },
    ),
    restrictions: readRestrictions(old, oldFields),
    ...report,
  };
}

/** Pages, fields and the catalog refer to each other in circles; each is compared once, by itself. */
function labelsOf(
  document: PdfDocument,
  fields: ReturnType<typeof readFields>,
  pages: ReturnType<typeof readPages>,
): ReadonlyMap<number, string> {
  return new Map([
    [document.rootRef.number, 'catalog'],
    ...pages.map(({ ref }, index) => [ref.number, `page ${index}`] as const),
    ...fields.map(({ ref, name }) => [ref.number, `field ${name}`] as const),
  ]);
}
