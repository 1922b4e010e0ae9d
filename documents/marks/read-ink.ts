/** The ink of a scanned signature or seal: how dark each pixel is, whatever its colour and background. Hostile input is refused first. */
import { PNG } from 'pngjs';
import { Rejection } from '../../errors.ts';

export interface Ink {
  readonly width: number;
  readonly height: number;
  /** one octet a pixel: 0 paper, 255 ink */
  readonly coverage: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export interface InkLimits {
  readonly bytes: number;
  readonly pixels: number;
}
const MOST: InkLimits = { bytes: 2_000_000, pixels: 4_000_000 };
/** of each side: a long strip costs as much as a square */
const LONGEST = 3_000;
/** fainter than this is the shadow of the paper */
const FAINTEST = 24;

/** Throws Rejection validation `documents.image` for what is no PNG, too large, or empty. */
export function readInk(png: Buffer, limits = MOST): Ink {
  const { width, height } = dimensions(png, limits);
  const { data } = decode(png);
  const coverage = Buffer.alloc(width * height);
  for (let pixel = 0; pixel < coverage.length; pixel += 1) coverage[pixel] = inkOf(data, pixel * 4);
  if (!coverage.some((ink) => ink > 0)) throw refused('Expected an image with something on it.');
  return { width, height, coverage };
}

/** Read from the header alone, before anything is unpacked. */
function dimensions(png: Buffer, { bytes, pixels }: InkLimits): { width: number; height: number } {
  if (png.length < 33 || !png.subarray(0, 8).equals(SIGNATURE) || png.toString('latin1', 12, 16) !== 'IHDR')
    throw refused('Expected a PNG image.');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const sound = width > 0 && height > 0 && width <= LONGEST && height <= LONGEST && width * height <= pixels;
  if (!sound || png.length > bytes) throw refused(`Expected an image of at most ${pixels} pixels and ${bytes} bytes.`);
  return { width, height };
}

function decode(png: Buffer): PNG {
  try {
    return PNG.sync.read(png);
  } catch (cause) {
    throw refused('Expected a PNG image that can be read.', cause);
  }
}

/** Opaque and of any strong colour is ink; white and transparent is paper. */
function inkOf(data: Buffer, at: number): number {
  const ink = Math.round(((255 - Math.min(data[at]!, data[at + 1]!, data[at + 2]!)) * data[at + 3]!) / 255);
  return ink < FAINTEST ? 0 : ink;
}

function refused(message: string, cause?: unknown): Rejection {
  const reason = {
    vi: 'Ảnh chữ ký, con dấu phải là tệp PNG đọc được, không quá lớn và không trống.',
    en: 'The image of a signature or seal is a PNG file that can be read, not too large, and not empty.',
  };
  return new Rejection('validation', 'documents.image', message, { details: { reason }, cause });
}
