import { Rejection } from '../../errors.ts';
import { addAppearance, type Appearance } from './appearance.ts';
import { rectangleOf } from './edit-form.ts';
import type { IncrementalUpdate } from './incremental-update.ts';
import { PdfDict, PdfString } from './pdf-object.ts';
import { readFields } from './read-fields.ts';

/** Field flag ReadOnly (ISO 32000-2, table 227). */
const READ_ONLY = 1;

/** Fills an empty text field, once: from then on it is read-only. Throws Rejection `signing.fieldMissing`. */
export function fillTextField(
  update: IncrementalUpdate,
  { field: name, value, appearance }: { readonly field: string; readonly value: string; readonly appearance: Appearance },
): void {
  const field = readFields(update.document).find((one) => one.name === name);
  if (field?.type !== 'Tx' || update.document.resolve(field.dict.get('V')) !== null) {
    throw new Rejection('conflict', 'signing.fieldMissing', `Expected an empty text field '${name}'.`);
  }
  const widget = update.editDict(field.ref);
  widget.entries.set('AP', new PdfDict([['N', addAppearance(update, rectangleOf(update, widget), appearance)]]));
  widget.entries.set('V', textString(value));
  widget.entries.set('Ff', READ_ONLY);
}

function textString(text: string): PdfString {
  const utf16 = Buffer.from(text.normalize('NFC'), 'utf16le').swap16();
  return new PdfString(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16]), true);
}
