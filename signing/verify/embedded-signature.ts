import type { PdfDict } from '../pdf/pdf-object.ts';

/** A signature or a document time-stamp as its field holds it. Nothing of it is checked yet. */
export interface EmbeddedSignature {
  readonly field: string;
  readonly dict: PdfDict;
  /** /SubFilter: the format that the signature claims */
  readonly format: string;
  readonly kind: 'signature' | 'documentTimeStamp';
}
