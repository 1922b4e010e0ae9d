/** A picture of paper as a PDF of one A4 page: at the size that the picture says the paper had, or else as large as fits. */
import { pageBox } from '../page/page-facts.ts';
import { OfficialPdf } from '../page/official-pdf.ts';
import type { Picture } from './picture.ts';

export interface PictureOrder {
  /** plain: JPEG, or PNG without transparency and interlacing */
  readonly file: Buffer;
  readonly picture: Picture;
  /** what makes it a scan, dots for each inch: below it what the picture says of its size is not believed */
  readonly least: number;
  /** milliseconds of the epoch */
  readonly at: number;
}

export interface PicturePage {
  readonly pdf: Buffer;
  /** dots for each inch of the page, as the picture lies on it */
  readonly dpi: number;
}

const TITLE = 'Bản quét';
const POINTS = 72;
/** scanners cut a line more or less than the sheet */
const SLACK = 1.02;

export function picturePage({ file, picture, least, at }: PictureOrder): PicturePage {
  const page = pageBox(picture.width > picture.height);
  const dpi = dpiOn(picture, page, least);
  const [width, height] = [(picture.width / dpi) * POINTS, (picture.height / dpi) * POINTS];
  const pdf = new OfficialPdf({ title: TITLE, author: '', subject: TITLE, created: at });
  pdf.addPage({ size: [page.width, page.height], margin: 0 });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const figure = pdf.struct('Figure', { alt: TITLE }, () => {
    pdf.image(file, (page.width - width) / 2, (page.height - height) / 2, { width, height });
  });
  root.add(figure);
  figure.end();
  root.end();
  return { pdf: pdf.toBuffer(), dpi: Math.round(dpi) };
}

function dpiOn({ width, height, declared }: Picture, page: { readonly width: number; readonly height: number }, least: number): number {
  const fitting = Math.max((width / page.width) * POINTS, (height / page.height) * POINTS);
  if (declared === undefined || declared < least || fitting > declared * SLACK) return fitting;
  return Math.max(declared, fitting);
}
