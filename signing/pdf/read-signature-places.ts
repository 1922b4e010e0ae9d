import type { Rectangle } from './appearance.ts';
import { PdfDocument } from './pdf-document.ts';
import { readFields } from './read-fields.ts';

/** Places of the signature fields on their pages, in points, by name; those that are not seen have no extent. Throws Rejection `signing.pdf`. */
export function readSignaturePlaces(pdf: Buffer): ReadonlyMap<string, Rectangle> {
  const document = new PdfDocument(pdf);
  const found = new Map<string, Rectangle>();
  for (const { name, type, dict } of readFields(document)) {
    const rectangle = document.resolve(dict.get('Rect'));
    if (type !== 'Sig' || !Array.isArray(rectangle)) continue;
    const [left = 0, bottom = 0, right = 0, top = 0] = rectangle.map((value) => Number(document.resolve(value)));
    found.set(name, [left, bottom, right, top]);
  }
  return found;
}
