import type { Picture } from './picture.ts';
import { unreadable } from './unreadable.ts';

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
/** baseline, extended and progressive, with Huffman codes: what readers of PDF show (ISO 10918-1, table B.1; ISO 32000-2, 7.4.8) */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
const OTHER_FRAMES: readonly number[] = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
const CENTIMETRES = 2;
const INCH_IN_CENTIMETRES = 2.54;

/** From the first byte to the mark of the end, which must be the last: nothing rides along behind it. Throws Rejection `documents.picture`. */
export function readJpeg(file: Buffer): Picture {
  let frame: Frame | undefined;
  let declared: number | undefined;
  let isTurned = false;
  let isDrawn = false;
  let at = 0;
  for (;;) {
    const { marker, from } = markerAt(file, at);
    if (marker === END) {
      at = from;
      break;
    }
    if (marker === START) {
      if (at !== 0) throw unreadable('Expected one JPEG picture.');
      at = from;
      continue;
    }
    const body = bodyAt(file, from);
    at = from + body.length + 2;
    if (OTHER_FRAMES.includes(marker)) throw unreadable('Expected a JPEG picture of a usual kind (baseline or progressive).');
    if (FRAMES.includes(marker)) frame = frameOf(body, frame);
    if (marker === APP0) declared ??= densityOf(body);
    if (marker === APP1) isTurned ||= turnsSide(body);
    if (marker === SCAN) {
      isDrawn = true;
      at = endOfScan(file, at);
    }
  }
  if (!frame || !isDrawn || at !== file.length) throw unreadable('Expected a whole JPEG picture and nothing behind it.');
  const { width, height, parts } = frame;
  const size = isTurned ? { width: height, height: width } : { width, height };
  return { type: 'image/jpeg', ...size, colour: parts > 1, ...(declared !== undefined && { declared }) };
}

function markerAt(file: Buffer, at: number): { readonly marker: number; readonly from: number } {
  let next = at;
  while (file[next] === 0xff && file[next + 1] === 0xff) next += 1;
  const marker = file[next + 1];
  if (file[next] !== 0xff || marker === undefined) throw unreadable('Expected a whole JPEG picture.');
  return { marker, from: next + 2 };
}

function bodyAt(file: Buffer, from: number): Buffer {
  const length = from + 2 <= file.length ? file.readUInt16BE(from) : 0;
  if (length < 2 || from + length > file.length) throw unreadable('Expected a whole JPEG picture.');
  return file.subarray(from + 2, from + length);
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly parts: number;
}

function frameOf(body: Buffer, earlier: Frame | undefined): Frame {
  if (earlier || body.length < 6) throw unreadable('Expected one frame of a JPEG picture.');
  const [height, width, parts] = [body.readUInt16BE(1), body.readUInt16BE(3), body[5] ?? 0];
  if (width === 0 || height === 0 || ![1, 3].includes(parts)) throw unreadable('Expected a picture with something on it.');
  return { width, height, parts };
}

function densityOf(body: Buffer): number | undefined {
  if (body.length < 12 || body.toString('latin1', 0, 5) !== 'JFIF\0') return undefined;
  const [unit, density] = [body[7], body.readUInt16BE(8)];
  if (density === 0 || unit === 0) return undefined;
  return unit === CENTIMETRES ? Math.round(density * INCH_IN_CENTIMETRES) : density;
}

/** A camera that was held upright says so by its Exif orientation, 5 to 8. */
function turnsSide(body: Buffer): boolean {
  if (body.length < 20 || body.toString('latin1', 0, 6) !== 'Exif\0\0') return false;
  const tiff = body.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < Math.min(short(first), 200); entry += 1) {
    const at = first + 2 + entry * 12;
    if (short(at) === 0x0112) return short(at + 8) >= 5 && short(at + 8) <= 8;
  }
  return false;
}

/** In the data of a scan 0xFF stands only before 0 and the marks of restarts. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw unreadable('Expected a whole JPEG picture.');
}
