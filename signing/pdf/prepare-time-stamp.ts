import { addAppearance } from './appearance.ts';
import { placeWidgets } from './edit-form.ts';
import { IncrementalUpdate } from './incremental-update.ts';
import { writeText } from './pdf-text.ts';
import { Placeholder } from './prepare-signature.ts';
import type { PreparedSignature } from './prepared-signature.ts';
import { readFields } from './read-fields.ts';
import { readPages } from './read-pages.ts';
import { malformed } from '../malformed.ts';

const TOKEN_ROOM = 12_288;
const INVISIBLE = [0, 0, 0, 0] as const;

/**
 * Appends a revision with an empty document time-stamp (ISO 32000-2, 12.8.5; PAdES B-LTA), in an invisible field of its own.
 * Its digest is what the time-stamp authority is asked to stamp. Throws Rejection `signing.pdf`.
 */
export function prepareTimeStamp(pdf: Buffer, random: (bytes: number) => Buffer): PreparedSignature {
  const update = new IncrementalUpdate(pdf);
  const placeholder = new Placeholder(TOKEN_ROOM, random);
  const [page] = readPages(update.document);
  if (!page) throw malformed('pdf', 'Expected a page.');
  const token = update.add(`<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161${placeholder.text}>>`);
  const widget = [
    `<</Type/Annot/Subtype/Widget/FT/Sig/T${writeText(freeName(update))}/F 132/Rect[0 0 0 0]/P ${page.ref.number} ${page.ref.generation} R`,
    `/V ${token.number} 0 R/AP<</N ${addAppearance(update, INVISIBLE).number} 0 R>>>>`,
  ].join('');
  placeWidgets(update, [{ page, ref: update.add(widget) }]);
  return placeholder.complete(update.finish(random), pdf.length, 'sha256');
}

function freeName(update: IncrementalUpdate): string {
  const taken = new Set(readFields(update.document).map(({ name }) => name));
  let number = 1;
  while (taken.has(`DocTimeStamp${number}`)) number++;
  return `DocTimeStamp${number}`;
}
