import { PNG } from 'pngjs';
import type { Picture } from './picture.ts';
import { unreadable } from './unreadable.ts';

const SIGNATURE_BYTES = 8;
const HEAD_BYTES = 12;
const GREYS: readonly number[] = [0, 4];
const METRE_IN_INCHES = 39.370_078_7;

/** The chunks must fill the file to its last byte (ISO 15948, 5.3): nothing rides along behind them. Throws Rejection `documents.picture`. */
export function readPng(file: Buffer): Picture {
  let at = SIGNATURE_BYTES;
  let declared: number | undefined;
  for (let name = ''; name !== 'IEND'; at += HEAD_BYTES + file.readUInt32BE(at)) {
    if (at + HEAD_BYTES > file.length) throw unreadable('Expected a whole PNG picture.');
    name = file.toString('latin1', at + 4, at + 8);
    if (at === SIGNATURE_BYTES && name !== 'IHDR') throw unreadable('Expected a PNG picture to begin with its head.');
    if (at + HEAD_BYTES + file.readUInt32BE(at) > file.length) throw unreadable('Expected a whole PNG picture.');
    if (name === 'pHYs' && file[at + 16] === 1) declared = Math.round(file.readUInt32BE(at + 8) / METRE_IN_INCHES);
  }
  if (at !== file.length || file.readUInt32BE(SIGNATURE_BYTES) !== 13) throw unreadable('Expected a PNG picture and nothing behind it.');
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  if (width === 0 || height === 0) throw unreadable('Expected a picture with something on it.');
  const colour = !GREYS.includes(file[25] ?? 0);
  return { type: 'image/png', width, height, colour, ...(declared !== undefined && declared > 0 && { declared }) };
}

/** Decoded and written anew: on white paper, without transparency, interlacing and whatever else was in the file. */
export function plainPng(file: Buffer): Buffer {
  try {
    const { width, height, data } = PNG.sync.read(file);
    onWhite(data);
    return PNG.sync.write(Object.assign(new PNG({ width, height }), { data }), { colorType: 2, inputHasAlpha: true, deflateLevel: 6 });
  } catch (cause) {
    throw unreadable('Expected a PNG picture that can be read.', cause);
  }
}

function onWhite(data: Buffer): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 255;
    if (alpha === 255) continue;
    for (let part = at; part < at + 3; part += 1) data[part] = Math.round(((data[part] ?? 0) * alpha + 255 * (255 - alpha)) / 255);
    data[at + 3] = 255;
  }
}
