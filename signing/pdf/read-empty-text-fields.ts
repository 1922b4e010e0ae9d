import { PdfDocument } from './pdf-document.ts';
import { readFields } from './read-fields.ts';

/** Text fields that nobody has filled, with the size of their place in points, by name. Throws Rejection `signing.pdf`. */
export function readEmptyTextFields(pdf: Buffer): ReadonlyMap<string, { readonly width: number; readonly height: number }> {
  const document = new PdfDocument(pdf);
  const found = new Map<string, { readonly width: number; readonly height: number }>();
  for (const { name, type, dict } of readFields(document)) {
    const rectangle = document.resolve(dict.get('Rect'));
    if (type !== 'Tx' || document.resolve(dict.get('V')) !== null || !Array.isArray(rectangle)) continue;
    const [left = 0, bottom = 0, right = 0, top = 0] = rectangle.map((value) => Number(document.resolve(value)));
    found.set(name, { width: right - left, height: top - bottom });
  }
  return found;
}
