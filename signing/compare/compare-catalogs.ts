import { PdfDict, type PdfObject } from '../pdf/pdf-object.ts';
import type { RevisionPair } from './revision-pair.ts';
import { without } from './without.ts';

/** Compared by themselves, or of no effect on what is shown. */
const CATALOG_EXCEPT = ['AcroForm', 'DSS', 'Extensions'];
const FORM_EXCEPT = ['Fields', 'SigFlags'];
/** What tools write of themselves into the information dictionary when they save. */
const INFORMATION_EXCEPT = ['ModDate', 'Producer'];

/** Everything that pages do not hold: page tree with what it passes on, actions, names, layers, certification, form, information. */
export function compareCatalogs(pair: RevisionPair): void {
  const { old, now, objects } = pair;
  if (old.document.rootRef.number !== now.document.rootRef.number) return pair.refuse({ code: 'catalogChanged', subject: 'Root' });
  const [before, after] = [old.document.catalog, now.document.catalog];
  for (const key of new Set([...before.entries.keys(), ...after.entries.keys()])) {
    if (CATALOG_EXCEPT.includes(key) || objects.same(before.get(key), after.get(key))) continue;
    pair.refuse({ code: 'catalogChanged', subject: key });
  }
  if (!objects.same(before.get('DSS'), after.get('DSS'))) pair.permit({ code: 'evidenceAdded', subject: 'DSS' });
  compareExtensions(pair, before.get('Extensions'), after.get('Extensions'));
  compareForms(pair);
  return compareInformation(pair);
}

/** Extensions announce features; they may be added. */
function compareExtensions(pair: RevisionPair, before: PdfObject | undefined, after: PdfObject | undefined): void {
  const old = pair.old.document.resolveDict(before);
  const now = pair.now.document.resolveDict(after);
  for (const [key, value] of old?.entries ?? []) {
    if (!pair.objects.same(value, now?.get(key))) pair.refuse({ code: 'catalogChanged', subject: 'Extensions' });
  }
}

/** The form's defaults: fonts, appearance strings, NeedAppearances, XFA. */
function compareForms(pair: RevisionPair): void {
  const before = pair.old.document.resolveDict(pair.old.document.catalog.get('AcroForm')) ?? new PdfDict();
  const after = pair.now.document.resolveDict(pair.now.document.catalog.get('AcroForm')) ?? new PdfDict();
  if (!pair.objects.same(without(before, FORM_EXCEPT), without(after, FORM_EXCEPT)))
    pair.refuse({ code: 'formChanged', subject: 'AcroForm' });
}

function compareInformation(pair: RevisionPair): void {
  const before = pair.old.document.resolveDict(pair.old.document.trailer.get('Info')) ?? new PdfDict();
  const after = pair.now.document.resolveDict(pair.now.document.trailer.get('Info')) ?? new PdfDict();
  if (!pair.objects.same(without(before, INFORMATION_EXCEPT), without(after, INFORMATION_EXCEPT))) {
    pair.refuse({ code: 'informationChanged', subject: 'Info' });
  }
}
