import type { PdfDocument } from '../pdf/pdf-document.ts';
import { nameOf, type PdfDict } from '../pdf/pdf-object.ts';

/** The level of DocMDP that a signature states (ISO 32000-2, table 257), or null if it is no certification. */
export function readCertification(document: PdfDocument, signature: PdfDict): number | null {
  for (const object of document.resolveArray(signature.get('Reference')) ?? []) {
    const reference = document.resolveDict(object);
    if (nameOf(document.resolve(reference?.get('TransformMethod'))) !== 'DocMDP') continue;
    const level = document.resolve(document.resolveDict(reference?.get('TransformParams'))?.get('P'));
    return typeof level === 'number' ? level : 2;
  }
  return null;
}
