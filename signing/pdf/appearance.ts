import { deflateSync } from 'node:zlib';
import type { IncrementalUpdate, NewObject } from './incremental-update.ts';
import type { PdfRef } from './pdf-object.ts';

const LEAST_TO_COMPRESS = 512;

/** Lower left and upper right corner on the page, in points. */
export type Rectangle = readonly [left: number, bottom: number, right: number, top: number];

/** What a field shows: operators in a space that begins at its lower left corner, and what they draw with. */
export interface Appearance {
  /** content stream (ISO 32000-2, 8.2) */
  readonly content: string;
  /** Entries of the resource dictionary, such as `/XObject<</Im 7 0 R>>`; fonts and images are added through `add`. */
  readonly resources?: (add: (object: NewObject) => PdfRef) => string;
}

/** Adds a form XObject of the size of `rectangle`; without an appearance an empty one, which PAdES readers expect all the same. */
export function addAppearance(update: IncrementalUpdate, rectangle: Rectangle, appearance?: Appearance): PdfRef {
  const [left, bottom, right, top] = rectangle;
  const resources = appearance?.resources?.((object) => update.add(object)) ?? '';
  const dict = `/Type/XObject/Subtype/Form/FormType 1/BBox[0 0 ${right - left} ${top - bottom}]/Resources<<${resources}>>`;
  const content = Buffer.from(appearance?.content ?? '', 'latin1');
  // setting up the compressor costs more than a short content has to save
  if (content.length < LEAST_TO_COMPRESS) return update.add({ dict, stream: content });
  return update.add({ dict: `${dict}/Filter/FlateDecode`, stream: deflateSync(content) });
}
