/** Lists from CSV and XLSX files: read as they are, and bad ones refused before they cost anything. */
import test from 'ava';
import fc from 'fast-check';
import { readTable } from '../../../commands/imports/read-table.ts';
import { Rejection } from '../../../errors.ts';
import { sheetParts, workbook, zipOf } from './make-workbook.ts';

const texts = async (content: Buffer) => (await readTable(content)).map(({ line, cells }) => [line, ...cells.map(({ text }) => text)]);
async function refusal(content: Buffer): Promise<string> {
  try {
    await readTable(content);
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
  return 'read';
}

test('a workbook is read as text, with the lines as its program numbers them', async (t) => {
  const rows = [
    ['Họ và tên', 'Số'],
    ['Nguyễn Văn “Ân” & <An>', 42],
    ['', ''],
    ['', 'cuối'],
  ];
  t.deepEqual(await texts(workbook(rows)), [[1, 'Họ và tên', 'Số'], [2, 'Nguyễn Văn “Ân” & <An>', '42'], [4, '', 'cuối']]); // prettier-ignore
});

test('CSV with comma or semicolon, with or without its mark, is the same list', async (t) => {
  const expected = [[1, 'a', 'b'], [2, 'x, y', 'Đỗ']]; // prettier-ignore
  t.deepEqual(await texts(Buffer.from('a,b\n"x, y",Đỗ\n')), expected);
  t.deepEqual(await texts(Buffer.from('\ufeffa;b\r\nx, y;Đỗ\r\n')), expected);
});

test('a formula is told, and never calculated', async (t) => {
  const [, row] = await readTable(workbook([['a', 'b'], ['=HYPERLINK("http://x")', 'x']])); // prettier-ignore
  t.deepEqual(row?.cells.map(({ formula }) => formula), [true, false]); // prettier-ignore
  const [, csv] = await readTable(Buffer.from('a,b,c\n=1+1,@x,+84912\n'));
  t.deepEqual(csv?.cells.map(({ formula }) => formula), [true, true, false]); // prettier-ignore
});

test('what unpacks to too much is refused by its claim, and what claims less than it has is refused as well', async (t) => {
  const huge = Buffer.alloc(9 * 1024 * 1024, 0x20);
  const others = sheetParts([['a'], ['b']]).filter(({ name }) => !name.includes('sheet1'));
  const sheet = 'xl/worksheets/sheet1.xml';
  const bomb = zipOf([...others, { name: sheet, content: huge }]);
  t.true(bomb.length < 20_000, 'small as it comes');
  t.is(await refusal(bomb), 'fileTooLarge');
  t.is(await refusal(zipOf([...others, { name: sheet, content: huge, claims: 1_000 }])), 'fileUnreadable');
  const many = Array.from({ length: 600 }, (_, i) => ({ name: `xl/media/${i}`, content: 'x' }));
  t.is(await refusal(zipOf([...others, ...many])), 'fileTooLarge');
  const rows = Array.from({ length: 2_100 }, () => ['x']);
  t.is(await refusal(workbook(rows)), 'fileTooLarge');
});

test('what is no list is refused: other archives, other encodings, entities, nothing', async (t) => {
  const [book, ...parts] = sheetParts([['a'], ['b']]);
  const entities = { name: 'xl/workbook.xml', content: `<!DOCTYPE x [<!ENTITY a "b">]>${String(book?.content)}` };
  t.is(await refusal(zipOf([entities, ...parts])), 'fileUnreadable');
  t.is(await refusal(zipOf([{ name: 'word/document.xml', content: '<x/>' }])), 'fileUnreadable');
  t.is(await refusal(zipOf(parts)), 'fileUnreadable');
  t.is(await refusal(workbook([['a'], ['b']]).subarray(0, 200)), 'fileUnreadable');
  t.is(await refusal(Buffer.from('h\xe4, b\n', 'latin1')), 'fileUnreadable');
  t.is(await refusal(Buffer.from('a,"b\n')), 'fileUnreadable');
  t.is(await refusal(Buffer.from('\n\n')), 'fileEmpty');
  t.is(await refusal(Buffer.alloc(0)), 'fileEmpty');
  t.is(await refusal(Buffer.alloc(3 * 1024 * 1024, 0x61)), 'fileTooLarge');
});

test('no file makes it fail in another way than by a refusal', async (t) => {
  const good = workbook([['a', 'b'], ['x', 1]]); // prettier-ignore
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
      const bad = Buffer.from(good);
      bad[at] = byte;
      t.regex(await refusal(bad), /^(read|file\w+)$/);
    }),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      async (bytes) => void t.regex(await refusal(Buffer.from(bytes)), /^(read|file\w+)$/),
    ),
  );
});
