/** A PDF as it came is kept as it is, or not at all: what needs repair, acts, or costs too much is refused. */
import { findActiveContent } from '../../signing/pdf/find-active-content.ts';
import { findStrayBytes } from '../../signing/pdf/find-stray-bytes.ts';
import { PdfDocument } from '../../signing/pdf/pdf-document.ts';
import { nameOf, type PdfStream } from '../../signing/pdf/pdf-object.ts';
import { readFields } from '../../signing/pdf/read-fields.ts';
import { readPagePictures, resolutionOf, type PagePictures } from '../../signing/pdf/read-page-pictures.ts';
import { readPages } from '../../signing/pdf/read-pages.ts';
import type { FileLimits, Normalised, NotCopyable } from './normalised.ts';
import { uploadRefused } from './refusal.ts';

/** millimetres: from a slip of paper to a wall map (A0) */
const SIDES = { least: 20, most: 1_200 } as const;
const MM_IN_POINTS = 72 / 25.4;

/** Throws validation `uploadActive`, `uploadPages`, `uploadPixels`, `uploadUnreadable`; Rejection `signing.pdf`. */
export function inspectPdf(file: Buffer, limits: FileLimits): Omit<Normalised, 'type' | 'content'> {
  const document = new PdfDocument(file);
  const [stray] = findStrayBytes(document);
  if (stray) throw uploadRefused('uploadUnreadable', `Expected bytes that belong to the document, but found ${stray.code} at ${stray.at}.`);
  const active = findActiveContent(document);
  if (active !== undefined)
    throw uploadRefused('uploadActive', `Expected a file that only shows, but it has ${active}.`, { found: active });
  const pages = readPages(document);
  if (pages.length === 0 || pages.length > limits.pages)
    throw uploadRefused('uploadPages', `Expected 1 to ${limits.pages} pages, but found ${pages.length}.`, { limit: limits.pages });
  const pictures = pages.map((page) => readPagePictures(document, page));
  for (const page of pictures) requireModest(document, page, limits);
  const dpi = pictures.map(resolutionOf);
  const known = dpi.filter((one) => one !== undefined);
  const reason = notCopyable(document, pictures);
  return {
    pages: pages.length,
    ...(known.length === dpi.length && { dpi: Math.min(...known) }),
    colour: pictures.every(({ colour }) => colour),
    ...(reason !== undefined && { notCopyable: reason }),
  };
}

function requireModest(document: PdfDocument, page: PagePictures, { pixels }: FileLimits): void {
  if (page.largest > pixels) throw uploadRefused('uploadPixels', `Expected pictures of at most ${pixels} pixels.`, { limit: pixels });
  const [short, long] = [Math.min(page.width, page.height) / MM_IN_POINTS, Math.max(page.width, page.height) / MM_IN_POINTS];
  if (short < SIDES.least || long > SIDES.most)
    throw uploadRefused('uploadUnreadable', `Expected pages of ${SIDES.least} to ${SIDES.most} mm, but found ${short} by ${long}.`);
  // what draws a page may not grow without bounds when it is shown
  for (const stream of page.contents) if (isPlain(document, stream)) document.decode(stream);
}

const isPlain = (document: PdfDocument, { dict }: PdfStream): boolean => {
  const filter = document.resolve(dict.get('Filter'));
  return filter === null || nameOf(filter) === 'FlateDecode';
};

function notCopyable(document: PdfDocument, pictures: readonly PagePictures[]): NotCopyable | undefined {
  if (pictures.some(({ pixels }) => pixels === 0)) return 'drawn';
  if (readFields(document).length > 0) return 'fields';
  if (pictures[0]?.upright !== true) return 'turned';
  const head = document.bytes.toString('latin1', 5, 8);
  const later = nameOf(document.resolve(document.catalog.get('Version')));
  return head < '1.4' && (later === undefined || later < '1.4') ? 'version' : undefined;
}
