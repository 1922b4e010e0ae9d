import type { PdfDict } from './pdf-object.ts';

/** Where an object stands (ISO 32000-2, 7.5.4 and 7.5.8). */
export type CrossReference =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'in'; readonly stream: number; readonly index: number };

/** One cross-reference section, which one update of the file has appended. */
export interface CrossReferenceSection {
  readonly offset: number;
  readonly form: 'table' | 'stream';
  readonly entries: ReadonlyMap<number, CrossReference>;
  readonly trailer: PdfDict;
  /** just after the table and its trailer, or after the stream object */
  readonly bodyEnd: number;
  /** just after its `startxref`, number and `%%EOF` with the end of that line: where its revision ends; undefined without them */
  readonly revisionEnd: number | undefined;
}
