/** A document goes its whole way: made, given its fields, signed by two and sealed with its number, verified by us and by others. */
import test from 'ava';
import { makePki } from '../signing/pki/test-pki.ts';
import { codesOf, verifyLetter } from '../signing/sign-letter.ts';
import { folderOf, hasTool, pem, runTool } from '../signing/tools/run-tool.ts';
import { signedRoute } from './signed-route.ts';

const pki = await makePki();
const { rendered, signed, archived } = await signedRoute(pki);

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
