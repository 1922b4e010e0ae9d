/** A file that somebody brought, told by its content, and made what is kept: a picture becomes a page, a PDF stays as it is. */
import { picturePage } from '../../documents/scans/picture-page.ts';
import { readJpeg } from '../../documents/scans/read-jpeg.ts';
import { plainPng, readPng } from '../../documents/scans/read-png.ts';
import { Rejection } from '../../errors.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { kindOfFile } from './kind-of-file.ts';
import type { FileLimits, Normalised } from './normalised.ts';
import { uploadRefused } from './refusal.ts';

/** `at`: milliseconds of the epoch, for what is made. Throws validation `upload*`. */
export function normaliseFile(file: Buffer, limits: FileLimits, at: number): Normalised {
  const type = kindOfFile(file);
  if (type === undefined) throw uploadRefused('uploadType', 'Expected a PDF file, or a PNG or JPEG picture.');
  try {
    if (type === 'application/pdf') return { type, content: file, ...inspectPdf(file, limits) };
    return normalisePicture(file, type, limits, at);
  } catch (error) {
    if (!(error instanceof Rejection) || !['signing.pdf', 'documents.picture'].includes(error.code)) throw error;
    throw uploadRefused('uploadUnreadable', `Expected a file that can be read as it is: ${error.message}`, {}, error);
  }
}

function normalisePicture(file: Buffer, type: 'image/png' | 'image/jpeg', limits: FileLimits, at: number): Normalised {
  const picture = type === 'image/png' ? readPng(file) : readJpeg(file);
  if (picture.width * picture.height > limits.pixels)
    throw uploadRefused('uploadPixels', `Expected a picture of at most ${limits.pixels} pixels.`, { limit: limits.pixels });
  const plain = type === 'image/png' ? plainPng(file) : file;
  const { pdf, dpi } = picturePage({ file: plain, picture, least: limits.resolution, at });
  return { type, content: pdf, pages: 1, dpi, colour: picture.colour };
}
