import { Rejection } from '../../errors.ts';
import { addAppearance, type Rectangle } from './appearance.ts';
import { placeWidgets } from './edit-form.ts';
import { writeFieldLock, type FieldLock } from './field-lock.ts';
import { IncrementalUpdate } from './incremental-update.ts';
import { writeText } from './pdf-text.ts';
import { readFields } from './read-fields.ts';
import { readPages, type Page } from './read-pages.ts';

/** A field that a later step fills. */
export interface FieldSpec {
  readonly name: string;
  readonly kind: 'signature' | 'text';
  /** from 0 */
  readonly page: number;
  readonly rectangle: Rectangle;
  /** what signing this field locks */
  readonly lock?: FieldLock;
}

/** Annotation flags (ISO 32000-2, table 167): Print, and Locked for signatures. */
const FLAGS = { signature: 132, text: 4 } as const;
const TYPES = { signature: 'Sig', text: 'Tx' } as const;

/**
 * Adds all fields of a document's route, signatures and number, before the first signature: what comes later only fills them.
 * Throws Rejection `signing.fieldExists`, `signing.pageMissing`, or `signing.pdf`.
 */
export function addFields(pdf: Buffer, fields: readonly FieldSpec[], random: (bytes: number) => Buffer): Buffer {
  const update = new IncrementalUpdate(pdf);
  const pages = readPages(update.document);
  const taken = new Set(readFields(update.document).map(({ name }) => name));
  const widgets = fields.map((field) => {
    if (taken.has(field.name)) throw new Rejection('conflict', 'signing.fieldExists', `Expected no field of the name '${field.name}'.`);
    taken.add(field.name);
    const page = pages[field.page];
    if (!page) throw new Rejection('validation', 'signing.pageMissing', `Expected page ${field.page + 1}, but there are ${pages.length}.`);
    return { page, ref: update.add(widgetOf(update, field, page)) };
  });
  placeWidgets(update, widgets);
  return update.finish(random);
}

function widgetOf(update: IncrementalUpdate, { name, kind, rectangle, lock }: FieldSpec, page: Page): string {
  const appearance = addAppearance(update, rectangle);
  return [
    `<</Type/Annot/Subtype/Widget/FT/${TYPES[kind]}/T${writeText(name)}/F ${FLAGS[kind]}/Rect[${rectangle.join(' ')}]`,
    `/P ${page.ref.number} ${page.ref.generation} R/AP<</N ${appearance.number} 0 R>>`,
    lock ? `/Lock<</Type/SigFieldLock${writeFieldLock(lock)}>>` : '',
    // a text field must say how it would be typed, although only this product fills it
    kind === 'text' ? '/DA(/Helv 0 Tf 0 g)' : '',
    '>>',
  ].join('');
}
