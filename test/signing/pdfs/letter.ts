import { deflateSync } from 'node:zlib';

/** The objects of a small letter of two pages, from number 1; `extra` are added at its end. */
function objectsOf(extra: readonly string[]): readonly string[] {
  const text = (line: string): string => {
    const content = `BT /F1 12 Tf 72 700 Td (${line}) Tj ET`;
    return `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
  };
  const page = (contents: number): string =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents ${contents} 0 R>>`;
  return [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
    page(6),
    page(7),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    text('To pay 100 dong'),
    text('Second page'),
    '<</Title(Letter)>>',
    ...extra,
  ];
}

/** A letter with a cross-reference table. `padding` random-looking octets make it larger. */
export function letter({ extra = [], padding = 0 }: { readonly extra?: readonly string[]; readonly padding?: number } = {}): Buffer {
  const stream = Buffer.alloc(padding, 'a stream that nobody reads ').toString('latin1');
  const objects = [...objectsOf(extra), ...(padding > 0 ? [`<</Length ${padding}>>\nstream\n${stream}\nendstream`] : [])];
  let body = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const id = '<00112233445566778899aabbccddeeff>';
  const trailer = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R/Info 8 0 R/ID[${id}${id}]>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + trailer, 'latin1');
}

/** The same letter with an object stream and a cross-reference stream; with `dormant`, one more object that no table names. */
export function compressedLetter({ dormant = false }: { readonly dormant?: boolean } = {}): Buffer {
  const objects = objectsOf([]);
  const isStream = (object: string): boolean => object.includes('stream\n');
  const inside = objects.flatMap((object, index) => (isStream(object) ? [] : [{ number: index + 1, object }]));
  const rows: (readonly [number, number, number])[] = [[0, 0, 255]];
  let body = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const append = (number: number, text: string): void => {
    rows[number] = [1, body.length, 0];
    body += `${number} 0 obj\n${text}\nendobj\n`;
  };
  for (const [index, object] of objects.entries()) if (isStream(object)) append(index + 1, object);
  const container = objects.length + 1;
  let text = '';
  const heads = inside.map(({ number, object }, index) => {
    rows[number] = [2, container, index];
    const head = `${number} ${text.length}`;
    text += `${object}\n`;
    return head;
  });
  if (dormant) heads.push(`77 ${text.length}`);
  if (dormant) text += '<</Type/Page>>\n';
  const first = heads.join(' ').length + 1;
  const packed = deflateSync(Buffer.from(`${heads.join(' ')} ${text}`, 'latin1')).toString('latin1');
  append(
    container,
    `<</Type/ObjStm/N ${heads.length}/First ${first}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n${packed}\nendstream`,
  );
  const start = body.length;
  rows[container + 1] = [1, start, 0];
  const table = Buffer.from(rows.flatMap(([type, second, third]) => [type, second >> 16, (second >> 8) & 255, second & 255, third]));
  const data = deflateSync(table).toString('latin1');
  const dict = `<</Type/XRef/Size ${container + 2}/W[1 3 1]/Root 1 0 R/Info 8 0 R/Filter/FlateDecode/Length ${data.length}>>`;
  body += `${container + 1} 0 obj\n${dict}\nstream\n${data}\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}
