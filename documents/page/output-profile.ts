/**
 * The colour space that documents are meant for, as PDF/A wants it said: the primaries and white of sRGB (IEC 61966-2-1) with its nominal
 * gamma, an ICC profile of version 2 (ICC.1:2001-04). The usual profile of sRGB is six times as large as a slip's text, for its curve.
 */
const HEADER_BYTES = 128;
const TAG_BYTES = 12;
/** from the D65 white of sRGB to the D50 of profiles, by Bradford */
const PRIMARIES = {
  rXYZ: [0.436_074_7, 0.222_504_5, 0.013_932_2],
  gXYZ: [0.385_064_9, 0.716_878_6, 0.097_104_5],
  bXYZ: [0.143_080_4, 0.060_616_9, 0.714_173_3],
} as const;
const D50 = [0.9642, 1, 0.8249] as const;
const GAMMA = 2.2;
const NAME = 'sRGB primaries, gamma 2.2';

/** The same bytes each time. */
export function outputProfile(): Buffer {
  const curve = Buffer.concat([typed('curv', 4), Buffer.alloc(2)]);
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(Math.round(GAMMA * 256), 12);
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', description()],
    ['cprt', Buffer.concat([typed('text', 0), Buffer.from('No copyright\0', 'latin1')])],
    ['wtpt', xyz(D50)],
    ...Object.entries(PRIMARIES).map(([name, value]) => [name, xyz(value)] as const),
    ...['rTRC', 'gTRC', 'bTRC'].map((name) => [name, curve] as const),
  ];
  return assembled(tags);
}

function assembled(tags: readonly (readonly [string, Buffer])[]): Buffer {
  const table = Buffer.alloc(4 + tags.length * TAG_BYTES);
  table.writeUInt32BE(tags.length);
  const parts: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let end = HEADER_BYTES + table.length;
  for (const [at, [name, data]] of tags.entries()) {
    const place = places.get(data) ?? end;
    if (!places.has(data)) {
      places.set(data, place);
      const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
      parts.push(padded);
      end += padded.length;
    }
    table.write(name, 4 + at * TAG_BYTES, 'latin1');
    table.writeUInt32BE(place, 8 + at * TAG_BYTES);
    table.writeUInt32BE(data.length, 12 + at * TAG_BYTES);
  }
  return Buffer.concat([header(end), table, ...parts]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x0210_0000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // a date is demanded; the one on which the standard was published
  for (const [at, part] of [1999, 10, 1].entries()) bytes.writeUInt16BE(part, 24 + at * 2);
  bytes.write('acsp', 36, 'latin1');
  writeNumbers(bytes, 68, D50);
  return bytes;
}

/** Type signature, four reserved octets, and `length` more. */
function typed(type: string, length: number): Buffer {
  const bytes = Buffer.alloc(8 + length);
  bytes.write(type, 'latin1');
  return bytes;
}

function xyz(value: readonly number[]): Buffer {
  const bytes = typed('XYZ ', 12);
  writeNumbers(bytes, 8, value);
  return bytes;
}

/** s15Fixed16 */
function writeNumbers(bytes: Buffer, at: number, numbers: readonly number[]): void {
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(Math.round(number * 65_536), at + index * 4);
}

/** textDescriptionType (6.5.17): ASCII, and neither Unicode nor Macintosh text. */
function description(): Buffer {
  const text = Buffer.from(`${NAME}\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([typed('desc', 0), length, text, Buffer.alloc(4 + 4 + 2 + 1 + 67)]);
}

export const OUTPUT_PROFILE_NAME = NAME;
