import type { FileKind } from './kind-of-file.ts';

export interface FileLimits {
  readonly pages: number;
  readonly pixels: number;
  /** dots for each inch that make a scan */
  readonly resolution: number;
}

/** Why it is no picture of paper that an agency can certify: drawn by a program, fields to fill, its first page turned, cropped or scaled, before PDF 1.4. */
export type NotCopyable = 'drawn' | 'fields' | 'turned' | 'version';

/** A file as it is kept: always a PDF, without anything that acts. */
export interface Normalised {
  readonly type: FileKind;
  readonly content: Buffer;
  readonly pages: number;
  /** of the coarsest page; absent where a page has no picture */
  readonly dpi?: number;
  /** every page has a picture with colour */
  readonly colour: boolean;
  readonly notCopyable?: NotCopyable;
}
