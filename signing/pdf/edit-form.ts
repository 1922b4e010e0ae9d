import { malformed } from '../malformed.ts';
import type { Rectangle } from './appearance.ts';
import type { IncrementalUpdate } from './incremental-update.ts';
import { PdfDict, PdfRef, isArray } from './pdf-object.ts';
import type { Page } from './read-pages.ts';

/** SignaturesExist and AppendOnly (ISO 32000-2, table 225). */
const SIGNATURE_FLAGS = 3;

/** The form of the file, to be changed by `update`; it becomes an object of its own, so that later updates leave the catalog alone. */
export function editForm(update: IncrementalUpdate): PdfDict {
  const { document } = update;
  const current = document.catalog.get('AcroForm');
  if (current instanceof PdfRef) return update.editDict(current);
  const catalog = update.editDict(document.rootRef);
  const form = new PdfDict(current instanceof PdfDict ? current.entries : []);
  catalog.entries.set('AcroForm', update.addDict(form));
  return form;
}

/** Puts widgets, each a field merged with its annotation, into the form and onto their page. */
export function placeWidgets(update: IncrementalUpdate, widgets: readonly { readonly page: Page; readonly ref: PdfRef }[]): void {
  const form = editForm(update);
  const fields = update.editArray(form, 'Fields');
  for (const { page, ref } of widgets) {
    fields.push(ref);
    annotationsOf(update, page).push(ref);
  }
  if (form.get('SigFlags') !== SIGNATURE_FLAGS) form.entries.set('SigFlags', SIGNATURE_FLAGS);
}

function annotationsOf(update: IncrementalUpdate, page: Page): ReturnType<IncrementalUpdate['editArray']> {
  const annotations = page.dict.get('Annots');
  // an array that is an object of its own is edited there, and the page is not written again
  return update.editArray(annotations instanceof PdfRef ? page.dict : update.editDict(page.ref), 'Annots');
}

/** The rectangle of a widget. Throws Rejection `signing.pdf`. */
export function rectangleOf(update: IncrementalUpdate, widget: PdfDict): Rectangle {
  const rectangle = update.document.resolve(widget.get('Rect'));
  const numbers = isArray(rectangle) ? rectangle.filter((number) => typeof number === 'number') : [];
  const [left, bottom, right, top] = numbers;
  if (left === undefined || bottom === undefined || right === undefined || top === undefined)
    throw malformed('pdf', 'Expected the rectangle of a field.');
  return [left, bottom, right, top];
}
