import { PdfDict } from '../pdf/pdf-object.ts';

/** A dictionary without some of its entries. */
export function without(dict: PdfDict, keys: readonly string[]): PdfDict {
  return new PdfDict([...dict.entries].filter(([key]) => !keys.includes(key)));
}
