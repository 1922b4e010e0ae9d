/** The image of a signature or seal as it is kept: read, cut to what is drawn, no finer than it is printed, and written anew. Nothing else of the file stays. */
import { PNG } from 'pngjs';
import { readInk, type Ink, type InkLimits } from './read-ink.ts';

/** pixels of the longer side: more than 600 dpi of the largest place on a page */
const FINEST = 1_200;

/** Black where there is ink and transparent where there is paper; colours are given where it is drawn. Throws Rejection `documents.image`. */
export function normalInk(png: Buffer, limits: InkLimits): Buffer {
  const { width, height, coverage } = coarser(cut(readInk(png, limits)));
  const image = new PNG({ width, height });
  coverage.forEach((ink, pixel) => {
    image.data[pixel * 4 + 3] = ink;
  });
  // lines on nothing are as small with one filter as when every filter is tried
  return PNG.sync.write(image, { filterType: 1 });
}

/** Without the paper around it. */
function cut({ width, height, coverage }: Ink): Ink {
  let [left, right, top, bottom] = [width, 0, height, 0];
  coverage.forEach((ink, pixel) => {
    if (ink === 0) return;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  });
  const size = { width: right - left + 1, height: bottom - top + 1 };
  const rows = Array.from({ length: size.height }, (_, y) => {
    const start = (top + y) * width + left;
    return coverage.subarray(start, start + size.width);
  });
  return { ...size, coverage: Buffer.concat(rows) };
}

/** Each pixel the mean of a square of those before. */
function coarser(ink: Ink): Ink {
  const step = Math.ceil(Math.max(ink.width, ink.height) / FINEST);
  if (step === 1) return ink;
  const [width, height] = [Math.ceil(ink.width / step), Math.ceil(ink.height / step)];
  const sums = new Float64Array(width * height);
  ink.coverage.forEach((value, pixel) => {
    const [x, y] = [Math.floor((pixel % ink.width) / step), Math.floor(pixel / ink.width / step)];
    sums[y * width + x]! += value;
  });
  return { width, height, coverage: Buffer.from(sums.map((sum) => Math.round(sum / (step * step)))) };
}
