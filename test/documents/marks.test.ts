/** What is drawn when a document is signed: ink in its colour, marks of copies, and images that are refused. */
import { deflateSync } from 'node:zlib';
import test from 'ava';
import { PNG } from 'pngjs';
import { breakLines } from '../../documents/page/break-lines.ts';
import { POINTS } from '../../documents/page/page-facts.ts';
import type { AddObject, Appearance } from '../../documents/marks/appearance.ts';
import { sealAppearance, signatureAppearance } from '../../documents/marks/ink-appearance.ts';
import { readInk } from '../../documents/marks/read-ink.ts';
import { appendixMark, copyMark, dateAppearance, markPlace, numberAppearance } from '../../documents/marks/text-appearance.ts';

const SIZE = { width: 120, height: 60 };

function png(width: number, height: number, pixel: (x: number, y: number) => readonly [number, number, number, number]): Buffer {
  const image = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) image.data.set(pixel(x, y), (y * width + x) * 4);
  return PNG.sync.write(image);
}

/** The objects that an appearance adds. */
function objectsOf({ resources }: Appearance): readonly { readonly dict: string; readonly stream?: Buffer }[] {
  const objects: { dict: string; stream?: Buffer }[] = [];
  const add: AddObject = (object) => {
    objects.push(typeof object === 'string' ? { dict: object } : object);
    return { number: objects.length };
  };
  resources?.(add);
  return objects;
}

test('black on white, blue on nothing and grey edges are ink; white and clear are paper', (t) => {
  const { coverage } = readInk(
    png(
      5,
      1,
      (x) =>
        [
          [0, 0, 0, 255] as const,
          [255, 255, 255, 255] as const,
          [0, 40, 200, 255] as const,
          [0, 0, 0, 0] as const,
          [128, 128, 128, 255] as const,
        ][x] ?? [0, 0, 0, 0],
    ),
  );
  t.deepEqual([...coverage], [255, 0, 255, 0, 127]);
});

test('a signature is blue and a seal is red, whatever the colour of the scan', (t) => {
  const green = png(4, 4, () => [0, 200, 0, 255]);
  const colourOf = (appearance: Appearance): readonly number[] => [...(objectsOf(appearance)[1]?.stream ?? [])];
  const [red = 0, , blue = 0] = colourOf(signatureAppearance(green, SIZE));
  t.true(blue > 2 * red);
  const [sealRed = 0, , sealBlue = 0] = colourOf(sealAppearance(green, SIZE));
  t.true(sealRed > 2 * sealBlue);
});

test('an image keeps its proportions, in the middle of its field', (t) => {
  const { content } = signatureAppearance(
    png(10, 10, () => [0, 0, 0, 255]),
    SIZE,
  );
  t.is(content, 'q 60 0 0 60 30 0 cm /Ink Do Q');
});

function hugeHeader(): Buffer {
  const file = Buffer.from(png(2, 2, () => [0, 0, 0, 255]));
  file.writeUInt32BE(60_000, 16);
  file.writeUInt32BE(60_000, 20);
  return file;
}

/** An honest header before pixels that unpack to far more than it says. */
function bomb(): Buffer {
  const file = png(2, 2, () => [0, 0, 0, 255]);
  const packed = deflateSync(Buffer.alloc(50_000_000));
  const at = file.indexOf('IDAT') - 4;
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from('IDAT'), packed, Buffer.alloc(4)]);
  chunk.writeUInt32BE(packed.length, 0);
  return Buffer.concat([file.subarray(0, at), chunk]);
}

test('what is no image, has too many pixels, is cut off, unpacks to too much, or is empty is refused', (t) => {
  const sound = png(4, 4, () => [0, 0, 0, 255]);
  const wrong = [
    Buffer.alloc(0),
    Buffer.from('GIF89a'),
    sound.subarray(0, 40),
    hugeHeader(),
    bomb(),
    png(4, 4, () => [255, 255, 255, 255]),
  ];
  for (const [at, image] of wrong.entries()) t.throws(() => readInk(image), { code: 'documents.image' }, String(at));
});

test('a copy says its form, the agency and the time in Vietnam; an appendix its document and the time', (t) => {
  const time = Date.parse('2026-11-23T07:05:09Z');
  const drawn = (appearance: Appearance): number => appearance.content.match(/ Tj/g)?.length ?? 0;
  t.is(drawn(copyMark({ form: 'SAO Y', agency: 'Tòa án nhân dân khu vực 1 – Hà Nội', time })), 3);
  t.is(drawn(appendixMark({ notation: '05/QĐ-CA', time })), 2);
  t.not(copyMark({ form: 'SAO Y', agency: 'A', time }).content, copyMark({ form: 'TRÍCH SAO', agency: 'A', time }).content);
});

test('marks stand at the top right of the page', (t) => {
  const [left, bottom, right, top] = markPlace({ width: 595.28, height: 841.89 });
  t.true(left > 300 && right < 595 && top < 842 && bottom > 770);
});

test('fonts of what is drawn are embedded and can be read', (t) => {
  const objects = objectsOf(numberAppearance(5, { width: 30, height: 15 })).map(({ dict }) => dict);
  t.true(objects.some((dict) => dict.includes('/Subtype/CIDFontType2')));
  t.true(objects.some((dict) => dict.includes('/FontFile2')));
  t.true(objects.some((dict) => dict.includes('/ToUnicode')));
});

test('the date stands in one line of the field that was made as wide as a date, rounded as it is in the file', (t) => {
  const [blank] = breakLines([{ text: 'ngày 00 tháng 00 năm 0000', face: 'italic' }], POINTS.place, () => 1_000);
  const width = Math.floor((blank?.width ?? 0) * 100) / 100;
  const { content } = dateAppearance('ngày 30 tháng 11 năm 2026', { width, height: 20 });
  t.is([...content.matchAll(/ Tj/g)].length, 1, 'the year is not broken off to where nobody sees it');
});
