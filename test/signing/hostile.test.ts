/** Files made to cost: bombs, depth, circles. Each is refused, and quickly. */
import { deflateSync } from 'node:zlib';
import test from 'ava';
import { childrenOf, readDer } from '../../signing/asn1/read-der.ts';
import { sequence } from '../../signing/asn1/write-der.ts';
import { PdfDocument } from '../../signing/pdf/pdf-document.ts';
import { PdfDict, PdfRef } from '../../signing/pdf/pdf-object.ts';
import { readPages } from '../../signing/pdf/read-pages.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import { letter } from './pdfs/letter.ts';
import { revise } from './attacks/revise.ts';

/** A file with a cross-reference stream whose table says `rows`, and objects given as text by number. */
function withStream(objects: Readonly<Record<number, string>>, packed: readonly (readonly [number, number])[] = []): Buffer {
  let body = '%PDF-1.7\n';
  const rows = new Map<number, readonly [number, number, number]>(packed.map(([number, container]) => [number, [2, container, 0]]));
  for (const [number, text] of Object.entries(objects)) {
    rows.set(Number(number), [1, body.length, 0]);
    body += `${number} 0 obj\n${text}\nendobj\n`;
  }
  const size = Math.max(...rows.keys()) + 2;
  rows.set(size - 1, [1, body.length, 0]);
  const table = Buffer.alloc(size * 6);
  for (const [number, [type, second, third]] of rows) {
    table[number * 6] = type;
    table.writeUInt32BE(second, number * 6 + 1);
    table[number * 6 + 5] = third;
  }
  const data = deflateSync(table).toString('latin1');
  const start = body.length;
  body += `${size - 1} 0 obj\n<</Type/XRef/Size ${size}/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length ${data.length}>>\nstream\n${data}\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

const stream = (dict: string, data: Buffer): string => `<<${dict}/Length ${data.length}>>\nstream\n${data.toString('latin1')}\nendstream`;

/** Codes of the findings, and the processor time in milliseconds. */
function cost(pdf: Buffer): { readonly codes: readonly string[]; readonly milliseconds: number } {
  const start = process.cpuUsage();
  const { findings } = verifyPdf(pdf, { anchors: [], at: 0 });
  const { user, system } = process.cpuUsage(start);
  return { codes: findings.map(({ code }) => code), milliseconds: (user + system) / 1000 };
}

const HOSTILE: Readonly<Record<string, Buffer>> = {
  'an object stream that inflates to a gigabyte': withStream(
    { 2: stream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', deflateSync(Buffer.alloc(200_000_000))) },
    [[1, 2]],
  ),
  'arrays ten thousand deep': withStream({ 1: `${'['.repeat(10_000)}${']'.repeat(10_000)}` }),
  'a page tree that is a circle': withStream({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Kids[2 0 R]>>' }),
  'a page tree that is a chain': withStream(
    Object.fromEntries([
      [1, '<</Type/Catalog/Pages 2 0 R>>'],
      ...Array.from({ length: 500 }, (_, index) => [index + 2, `<</Kids[${index + 3} 0 R]>>`] as const),
    ]),
  ),
  'a stream whose length is itself': withStream({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Length 2 0 R>>\nstream\n\nendstream' }),
  'a reference that leads to itself': withStream({ 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '2 0 R' }),
  'a table that claims a billion objects': Buffer.from('%PDF-1.7\nxref\n0 1000000000\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n'),
  'a number without end': withStream({ 1: `<</A ${'9'.repeat(100_000)}>>` }),
};

for (const [name, pdf] of Object.entries(HOSTILE)) {
  test(`refused at small cost: ${name}`, (t) => {
    const { codes, milliseconds } = cost(pdf);
    t.deepEqual(codes, ['unreadable']);
    t.true(milliseconds < 250, `${milliseconds} ms`);
  });
}

test('whatever is broken beside the signatures, the answer is a report', (t) => {
  const parts: readonly (readonly [string, (self: PdfRef) => PdfDict])[] = [
    ['DSS', (self) => new PdfDict([['OCSPs', self]])],
    ['Perms', (self) => new PdfDict([['DocMDP', self]])],
    ['AcroForm', (self) => new PdfDict([['Fields', [self]]])],
  ];
  for (const [key, make] of parts) {
    const pdf = revise(letter(), (update) => {
      const self = update.reserve();
      update.put(self, `${self.number} 0 R`);
      update.editDict(update.document.rootRef).entries.set(key, make(self));
    });
    t.true(['unreadable', 'notSigned'].includes(cost(pdf).codes[0] ?? ''), key);
  }
});

test('references that share are no circle, and a reference to nothing is null', (t) => {
  const document = new PdfDocument(letter());
  t.is(document.resolve(new PdfRef(999)), null);
  t.is(readPages(document).length, 2);
});

test('a thousand revisions are too many', (t) => {
  let pdf = letter();
  for (let count = 0; count < 511; count++) pdf = Buffer.concat([pdf, update(pdf)]);
  t.deepEqual(cost(pdf).codes, ['notSigned']);
  t.deepEqual(cost(Buffer.concat([pdf, update(pdf)])).codes, ['unreadable']);
});

/** An update that changes nothing. */
function update(pdf: Buffer): Buffer {
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(pdf.toString('latin1', pdf.length - 40))?.[1];
  return Buffer.from(`xref\n0 0\ntrailer\n<</Size 9/Root 1 0 R/Prev ${previous}>>\nstartxref\n${pdf.length}\n%%EOF\n`);
}

test('DER nested thousands deep is read a level at a time', (t) => {
  let der = sequence();
  for (let depth = 0; depth < 5_000; depth++) der = sequence(der);
  let value = readDer(der);
  for (let depth = 0; depth < 5_000; depth++) value = childrenOf(value)[0] ?? value;
  t.is(value.content.length, 0);
});

test('DER that is not the one encoding of its value is refused', (t) => {
  for (const hex of ['3080', '308100', '30820001', '3085000000000130', '1f8100', '30', '3001', '300000', '300201']) {
    t.throws(() => childrenOf(readDer(Buffer.from(hex, 'hex'))), { name: 'Rejection', code: 'signing.asn1' }, hex);
  }
});

test('an update of an update keeps every byte before it', (t) => {
  const first = revise(letter(), (one) => one.add('<<>>'));
  t.true(first.subarray(0, letter().length).equals(letter()));
});
