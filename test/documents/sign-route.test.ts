/** A document goes its whole way: made, given its fields, signed by two and sealed with its number, verified by us and by others. */
import { randomBytes } from 'node:crypto';
import test from 'ava';
import { PNG } from 'pngjs';
import { DATE_FIELD, NUMBER_FIELD, documentFields } from '../../documents/document-fields.ts';
import { sizeOf } from '../../documents/marks/appearance.ts';
import { sealAppearance, signatureAppearance } from '../../documents/marks/ink-appearance.ts';
import { dateAppearance, numberAppearance } from '../../documents/marks/text-appearance.ts';
import { renderDocument, type RenderedDocument } from '../../documents/render-document.ts';
import { required } from '../../errors.ts';
import { addFields } from '../../signing/pdf/add-fields.ts';
import { MINUTE, makePki } from '../signing/pki/test-pki.ts';
import { addLetterEvidence, codesOf, signLetter, stampLetter, verifyLetter } from '../signing/sign-letter.ts';
import { folderOf, hasTool, pem, runTool } from '../signing/tools/run-tool.ts';
import { inputOf, templateOf } from './samples/office.ts';

const pki = await makePki();
const people = [
  await pki.issue({ name: 'Lê Thị Hạnh' }),
  await pki.issue({ name: 'Nguyễn Văn Bình', key: 'rsa-2048' }),
  await pki.issue({ name: 'Tòa án' }),
] as const;
const {
  number: _number,
  date: _date,
  ...unnumbered
} = inputOf({
  signers: { decider: { name: 'Nguyễn Văn Bình' }, clerk: { name: 'Lê Thị Hạnh' } },
});
const template = templateOf({
  signatures: [
    { field: 'clerk', title: 'Thư ký' },
    { field: 'decider', title: 'Chánh án', seal: true },
  ],
});
const rendered = renderDocument(template, unnumbered);

/** A scrawl in black on white, as a scanner gives it. */
function scrawl(): Buffer {
  const png = new PNG({ width: 200, height: 100 });
  png.data.fill(255);
  for (let x = 0; x < 200; x += 1) {
    for (let thick = 0; thick < 4; thick += 1) {
      const y = Math.round(50 + 35 * Math.sin(x / 12)) + thick;
      png.data.fill(0, (y * 200 + x) * 4, (y * 200 + x) * 4 + 3);
    }
  }
  return PNG.sync.write(png);
}

async function signAll({ pdf, places }: RenderedDocument): Promise<Buffer> {
  const fields = documentFields(places);
  const size = (name: string) =>
    sizeOf(
      required(
        fields.find((field) => field.name === name),
        name,
      ).rectangle,
    );
  let file = addFields(pdf, fields, randomBytes);
  const signed = async (field: string, by: (typeof people)[number], at: number, more: object): Promise<void> => {
    file = Buffer.from(await signLetter(pki, file, { by, field, stampedAt: pki.now + at * MINUTE, ...more }));
  };
  await signed('clerk', people[0], 1, { certify: 2, appearance: signatureAppearance(scrawl(), size('clerk')) });
  await signed('decider', people[1], 2, { appearance: signatureAppearance(scrawl(), size('decider')) });
  const fill = [
    { field: NUMBER_FIELD, value: '05', appearance: numberAppearance(5, size(NUMBER_FIELD)) },
    { field: DATE_FIELD, value: 'ngày 07 tháng 9 năm 2026', appearance: dateAppearance('ngày 07 tháng 9 năm 2026', size(DATE_FIELD)) },
  ];
  await signed('seal', people[2], 3, { fill, appearance: sealAppearance(scrawl(), size('seal')) });
  return file;
}

const signed = await signAll(rendered);
const archived = await stampLetter(pki, await addLetterEvidence(pki, signed, people), pki.now + 12 * MINUTE);

test('the places are those of two persons, the seal over the second, number and date', (t) => {
  const { signatures, number, date } = rendered.places;
  t.deepEqual(
    signatures.map(({ field, capacity, page }) => [field, capacity, page]),
    [
      ['clerk', 'personal', 0],
      ['decider', 'personal', 0],
      ['seal', 'agencySeal', 0],
    ],
  );
  const [, person, seal] = signatures.map(({ rectangle }) => rectangle);
  if (!person || !seal || !number || !date) return t.fail();
  const overlap = (seal[2] - person[0]) / (person[2] - person[0]);
  t.true(Math.abs(overlap - 1 / 3) < 0.01, 'the seal covers a third of the signature');
  t.true(seal[0] < person[0], 'on its left');
  t.is(Math.round(((seal[2] - seal[0]) * 25.4) / 72), 36);
  t.true(number.rectangle[0] < date.rectangle[0]);
});

test('fields, two signatures, number and date with the seal, evidence: the strict verifier passes it in all', (t) => {
  const report = verifyLetter(pki, archived, Date.now());
  t.is(report.indication, 'TOTAL-PASSED', JSON.stringify([codesOf(report), report.findings]));
  t.is(report.signatures.length, 4);
  t.deepEqual(report.unsignedFields, []);
});

test('qpdf finds nothing wrong with what is made, and with what is signed', (t) => {
  if (!hasTool(t, 'qpdf')) return;
  const at = folderOf(t, { 'made.pdf': rendered.pdf, 'signed.pdf': archived });
  for (const name of ['made.pdf', 'signed.pdf']) {
    const { code, out, error } = runTool('qpdf', ['--check', at(name)]);
    t.is(code, 0, `${name}: ${out} ${error}`);
  }
});

test('pdfsig finds every signature valid, the seal over the whole document', (t) => {
  if (!hasTool(t, 'pdfsig') || !hasTool(t, 'certutil')) return;
  const at = folderOf(t, {
    'signed.pdf': signed,
    'root.pem': pem(pki.root.certificate.der),
    'issuing.pem': pem(pki.issuing.certificate.der),
  });
  runTool('mkdir', [at('nss')]);
  const store = ['-d', `sql:${at('nss')}`];
  runTool('certutil', ['-N', ...store, '--empty-password']);
  runTool('certutil', ['-A', ...store, '-n', 'root', '-t', 'CT,C,C', '-i', at('root.pem')]);
  runTool('certutil', ['-A', ...store, '-n', 'issuing', '-t', ',,', '-i', at('issuing.pem')]);
  const { out, error } = runTool('pdfsig', ['-nssdir', `sql:${at('nss')}`, at('signed.pdf')]);
  t.is(error, '');
  t.is(out.match(/Signature Validation: Signature is Valid/g)?.length, 3, out);
  t.is(out.match(/Certificate Validation: Certificate is Trusted/g)?.length, 3, out);
  t.regex(out.split('Signature #3').at(-1) ?? '', /- Total document signed/);
});

test('mutool finds only changes that the certification allows', (t) => {
  if (!hasTool(t, 'mutool')) return;
  const at = folderOf(t, {
    'signed.pdf': signed,
    'history.js': 'print("history " + new PDFDocument(scriptArgs[0]).validateChangeHistory());',
  });
  t.regex(runTool('mutool', ['run', at('history.js'), at('signed.pdf')]).out, /history 0/);
});
