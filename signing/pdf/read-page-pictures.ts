import { malformed } from '../malformed.ts';
import type { PdfDocument } from './pdf-document.ts';
import { PdfDict, PdfStream, nameOf, type PdfObject } from './pdf-object.ts';
import type { Page } from './read-pages.ts';

export interface PagePictures {
  /** points, as the page is stored: not turned */
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  /** it is shown as it is stored: whole, not turned, not scaled */
  readonly upright: boolean;
  /** of all pictures that the page can draw, and of the largest */
  readonly pixels: number;
  readonly largest: number;
  /** one of them has colour */
  readonly colour: boolean;
  /** the streams that draw the page */
  readonly contents: readonly PdfStream[];
}

const DEPTH = 8;
const INCHES = 72;

/** Pixels for each inch of the page, if its pictures fill it; undefined where it has none. */
export function resolutionOf({ width, height, pixels }: PagePictures): number | undefined {
  return pixels === 0 ? undefined : Math.round(Math.sqrt(pixels / ((width / INCHES) * (height / INCHES))));
}

/** Size and pictures of a page (ISO 32000-2, 7.7.3 and 8.9). Throws Rejection `signing.pdf`. */
export function readPagePictures(document: PdfDocument, { dict }: Page): PagePictures {
  const [x1, y1, x2, y2] = boxOf(document, dict, 'MediaBox');
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined || x1 === x2 || y1 === y2)
    throw malformed('pdf', 'Expected a page with a size.');
  const unit = document.resolve(dict.get('UserUnit'));
  const scale = typeof unit === 'number' && unit > 0 ? unit : 1;
  const turned = document.resolve(inherited(document, dict, 'Rotate')) ?? 0;
  const crop = boxOf(document, dict, 'CropBox');
  const isCropped = crop.some((side, at) => Math.abs(side - ([x1, y1, x2, y2][at] ?? 0)) > 1);
  const pictures = new Pictures(document);
  pictures.walk(inherited(document, dict, 'Resources'), 0);
  const { pixels, largest, colour } = pictures;
  return {
    width: Math.abs(x2 - x1) * scale,
    height: Math.abs(y2 - y1) * scale,
    left: Math.min(x1, x2),
    bottom: Math.min(y1, y2),
    upright: !isCropped && scale === 1 && typeof turned === 'number' && turned % 360 === 0,
    pixels,
    largest,
    colour,
    contents: contentsOf(document, dict),
  };
}

/** Empty where there is none. */
const boxOf = (document: PdfDocument, page: PdfDict, key: string): readonly number[] =>
  (document.resolveArray(inherited(document, page, key)) ?? [])
    .map((side) => document.resolve(side))
    .filter((side) => typeof side === 'number');

/** An entry of the page, or of a node above it. */
function inherited(document: PdfDocument, page: PdfDict, key: string): PdfObject | undefined {
  let node: PdfDict | undefined = page;
  for (let level = 0; node && level < DEPTH * 4; level += 1) {
    const own = node.get(key);
    if (own !== undefined) return own;
    node = document.resolveDict(node.get('Parent'));
  }
  return undefined;
}

function contentsOf(document: PdfDocument, dict: PdfDict): readonly PdfStream[] {
  const found = document.resolve(dict.get('Contents'));
  const parts = Array.isArray(found) ? (found as readonly PdfObject[]).map((part) => document.resolve(part)) : [found];
  return parts.filter((part) => part instanceof PdfStream);
}

class Pictures {
  pixels = 0;
  largest = 0;
  colour = false;
  readonly #document: PdfDocument;
  readonly #seen = new Set<PdfObject>();

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  /** Pictures may stand inside forms, and those inside others. */
  walk(resources: PdfObject | undefined, depth: number): void {
    if (depth > DEPTH) throw malformed('pdf', 'Expected pictures that are not hidden deep inside others.');
    const objects = this.#document.resolveDict(this.#document.resolveDict(resources)?.get('XObject'));
    for (const entry of objects?.entries.values() ?? []) {
      const stream = this.#document.resolve(entry);
      if (!(stream instanceof PdfStream) || this.#seen.has(stream)) continue;
      this.#seen.add(stream);
      if (nameOf(this.#document.resolve(stream.dict.get('Subtype'))) === 'Image') this.#add(stream.dict);
      else this.walk(stream.dict.get('Resources'), depth + 1);
    }
  }

  #add(dict: PdfDict): void {
    const width = this.#document.resolve(dict.get('Width'));
    const height = this.#document.resolve(dict.get('Height'));
    if (typeof width !== 'number' || typeof height !== 'number' || width < 1 || height < 1)
      throw malformed('pdf', 'Expected a picture with width and height.');
    this.pixels += width * height;
    this.largest = Math.max(this.largest, width * height);
    if (this.#hasColour(dict)) this.colour = true;
  }

  #hasColour(dict: PdfDict): boolean {
    if (this.#document.resolve(dict.get('ImageMask')) === true || this.#document.resolve(dict.get('BitsPerComponent')) === 1) return false;
    const space = this.#document.resolve(dict.get('ColorSpace'));
    const [family, profile] = Array.isArray(space) ? (space as readonly PdfObject[]).map((part) => this.#document.resolve(part)) : [space];
    const name = nameOf(family);
    if (name === 'ICCBased' && profile instanceof PdfStream) return this.#document.resolve(profile.dict.get('N')) !== 1;
    return name !== 'DeviceGray' && name !== 'CalGray';
  }
}
