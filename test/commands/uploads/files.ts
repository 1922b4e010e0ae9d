/** Files as scanners, cameras and attackers make them. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

export interface Scanned {
  /** makes files differ */
  readonly text?: string;
  readonly pages?: number;
  /** dots for each inch of A4 */
  readonly dpi?: number;
  readonly grey?: boolean;
  /** entries of the catalog, and of each page; objects after the page, the first of them number 7 where there is one page */
  readonly catalog?: string;
  readonly page?: string;
  readonly more?: readonly string[];
  readonly version?: string;
  /** no picture, only lines that a program drew */
  readonly drawn?: boolean;
}

const A4_INCHES = [8.27, 11.69] as const;
const paper = new Map<string, Buffer>();

/** Rows of a colour that changes down the page, deflated; made once for each size. */
function pixels(width: number, height: number, parts: number): Buffer {
  const key = `${width}/${height}/${parts}`;
  const known = paper.get(key);
  if (known) return known;
  const raw = Buffer.alloc(width * height * parts);
  for (let row = 0; row < height; row += 1) raw.fill(200 + (row % 50), row * width * parts, (row + 1) * width * parts);
  const made = deflateSync(raw, { level: 1 });
  paper.set(key, made);
  return made;
}

const stream = (dict: string, bytes: Buffer): string =>
  `<<${dict}/Length ${bytes.length}>>\nstream\n${bytes.toString('latin1')}\nendstream`;

/** A PDF as a scanner writes it: one picture a page. */
export function scanPdf(scanned: Scanned = {}): Buffer {
  const { text = 'scan', pages = 1, dpi = 200, grey = false, catalog = '', page = '', more = [], version = '1.7', drawn = false } = scanned;
  const [width, height] = A4_INCHES.map((inches) => Math.ceil(inches * dpi)) as [number, number];
  const colours = grey ? '/DeviceGray' : '/DeviceRGB';
  const image = stream(
    `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace${colours}/BitsPerComponent 8/Filter/FlateDecode`,
    drawn ? Buffer.alloc(0) : pixels(width, height, grey ? 1 : 3),
  );
  const contents = stream('', Buffer.from(drawn ? '10 10 100 100 re f' : 'q 595.28 0 0 841.89 0 0 cm /Im Do Q'));
  const resources = drawn ? '<<>>' : '<</XObject<</Im 3 0 R>>>>';
  const kids = Array.from({ length: pages }, (_, at) => at + 6);
  return pdfOf(
    [
      `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
      `<</Type/Pages/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]/Count ${pages}>>`,
      image,
      contents,
      `<</Title(${text})>>`,
      ...kids.map(() => {
        const own = `${page.includes('/Resources') ? '' : `/Resources${resources}`}${page.includes('/Contents') ? '' : '/Contents 4 0 R'}`;
        return `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]${own}${page}>>`;
      }),
      ...more,
    ],
    version,
  );
}

/** Objects from 1 on, the first the catalog. */
export function pdfOf(objects: readonly string[], version = '1.7'): Buffer {
  const parts: Buffer[] = [Buffer.from(`%PDF-${version}\n`)];
  let length = parts[0]?.length ?? 0;
  const offsets = objects.map((object, at) => {
    const bytes = Buffer.from(`${at + 1} 0 obj\n${object}\nendobj\n`, 'latin1');
    parts.push(bytes);
    length += bytes.length;
    return length - bytes.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`),
  );
  return Buffer.concat(parts);
}

export interface Painted {
  readonly width?: number;
  readonly height?: number;
  readonly transparent?: boolean;
  readonly seed?: number;
}

export function png({ width = 1654, height = 2339, transparent = false, seed = 0 }: Painted = {}): Buffer {
  const image = new PNG({ width, height });
  for (let at = 0; at < image.data.length; at += 4) {
    image.data[at] = (at / 4 / width) % 256;
    image.data[at + 1] = seed % 256;
    image.data[at + 2] = 180;
    image.data[at + 3] = transparent && at % 8 === 0 ? 0 : 255;
  }
  return PNG.sync.write(image);
}

/** Valid, small as a file, and long to read: so many pixels of one colour. */
export function vastPng(side = 5_900): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return pngOf(head, deflateSync(Buffer.alloc(side * (1 + side * 3)), { level: 1 }));
}

/** The head of a picture of 9000 by 9000 pixels, and data that would inflate to all of them. */
export function bombPng(): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(9_000, 0);
  head.writeUInt32BE(9_000, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return pngOf(head, deflateSync(Buffer.alloc(9_000 * 100), { level: 9 }));
}

function pngOf(head: Buffer, data: Buffer): Buffer {
  const chunk = (name: string, content: Buffer): Buffer => {
    const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(name), content, Buffer.alloc(4)]);
    whole.writeUInt32BE(content.length, 0);
    whole.writeUInt32BE(crc(Buffer.concat([Buffer.from(name), content])), whole.length - 4);
    return whole;
  };
  const start = png({ width: 1, height: 1 }).subarray(0, 8);
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A JPEG of 8 by 8 grey pixels whose frame says another size: what is inside is not decoded here. */
export function jpeg({ width = 1654, height = 2339, parts = 3, density = 0 } = {}): Buffer {
  const segment = (marker: number, body: readonly number[]): Buffer =>
    Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]);
  const two = (value: number): [number, number] => [value >> 8, value & 255];
  const components = Array.from({ length: parts }, (_, at) => [at + 1, 0x11, 0]).flat();
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 1, ...two(density), ...two(density), 0, 0]),
    segment(0xdb, [0, ...Array.from({ length: 64 }, () => 1)]),
    segment(0xc0, [8, ...two(height), ...two(width), parts, ...components]),
    segment(0xda, [parts, ...Array.from({ length: parts }, (_, at) => [at + 1, 0]).flat(), 0, 63, 0]),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd9]),
  ]);
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
