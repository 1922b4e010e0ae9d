/** Other people's verifiers on our files: pdfsig (poppler, NSS), openssl cms and ts, qpdf, mutool. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { addFields } from '../../../signing/pdf/add-fields.ts';
import { PdfDocument } from '../../../signing/pdf/pdf-document.ts';
import { findSignatures } from '../../../signing/verify/find-signatures.ts';
import { readCoverage } from '../../../signing/verify/read-coverage.ts';
import { MINUTE, makePki, type TestPki } from '../pki/test-pki.ts';
import { compressedLetter, letter } from '../pdfs/letter.ts';
import { addLetterEvidence, codesOf, signLetter, stampLetter, verifyLetter, withRoute } from '../sign-letter.ts';
import { folderOf, hasTool, pem, runTool } from './run-tool.ts';

// the tools judge by their own clock
const pki = await makePki(Math.floor(Date.now() / 1000) * 1000 - 20 * MINUTE);
const BASES = { 'a cross-reference table': letter(), 'cross-reference streams': compressedLetter() } as const;

const HISTORY = 'print("history", new PDFDocument(scriptArgs[0]).validateChangeHistory());';

interface Levels {
  readonly signed: Buffer;
  readonly longTerm: Buffer;
  readonly archived: Buffer;
}

/** A route of five signers, with one key of each kind, the last of them the seal that locks all. */
async function makeLevels(base: Buffer): Promise<Levels> {
  const kinds = ['rsa-2048', 'p256', 'rsa-3072', 'p384', 'p256'] as const;
  const people = await Promise.all(
    kinds.map((key, index) => pki.issue({ name: `Người ký ${index + 1}`, key, notAfter: pki.now + 86_400_000 * 300 })),
  );
  const fields = people
    .slice(2, 4)
    .map(
      (_, index) =>
        ({ name: `Reviewer${index}`, kind: 'signature', page: 1, rectangle: [72 + 150 * index, 72, 200 + 150 * index, 110] }) as const,
    );
  let pdf = addFields(withRoute(base), fields, randomBytes);
  const names = ['Drafter', 'Leader', 'Reviewer0', 'Reviewer1', 'Seal'];
  for (const [index, by] of people.entries()) {
    const field = names[index] ?? '';
    const fill = field === 'Seal' ? [{ field: 'Number', value: '125/QĐ', appearance: { content: '0 0 1 rg 0 0 80 2 re f' } }] : [];
    const certify = index === 0 ? ({ certify: 2 } as const) : {};
    pdf = Buffer.from(
      await signLetter(pki, pdf, {
        by,
        field,
        fill,
        ...certify,
        name: `Người ký ${index + 1}`,
        reason: 'Phê duyệt',
        stampedAt: pki.now + index * MINUTE,
      }),
    );
  }
  const longTerm = await addLetterEvidence(pki, pdf, people);
  return { signed: pdf, longTerm, archived: await stampLetter(pki, Buffer.from(longTerm), pki.now + 12 * MINUTE) };
}

const levels = await Promise.all(Object.entries(BASES).map(async ([what, base]) => ({ what, ...(await makeLevels(base)) })));

for (const { what, signed, longTerm, archived } of levels) {
  const files = { 'signed.pdf': signed, 'long-term.pdf': longTerm, 'archived.pdf': archived } as const;

  test(`our own verifier passes five signers and a seal, with ${what}`, (t) => {
    const report = verifyLetter(pki, archived, Date.now());
    t.is(report.indication, 'TOTAL-PASSED', JSON.stringify(codesOf(report)));
    t.is(report.signatures.length, 6);
  });

  test(`qpdf finds nothing wrong, with ${what}`, (t) => {
    if (!hasTool(t, 'qpdf')) return;
    const at = folderOf(t, files);
    for (const name of Object.keys(files)) {
      const { code, out, error } = runTool('qpdf', ['--check', at(name)]);
      t.is(code, 0, `${name}: ${out} ${error}`);
    }
  });

  test(`mutool finds only changes that the certification allows, with ${what}`, (t) => {
    if (!hasTool(t, 'mutool')) return;
    const at = folderOf(t, { 'signed.pdf': signed, 'history.js': HISTORY });
    t.regex(runTool('mutool', ['run', at('history.js'), at('signed.pdf')]).out, /history 0/);
  });

  test(`pdfsig with an NSS store finds every signature valid and the newest over all, with ${what}`, (t) => {
    if (!hasTool(t, 'pdfsig') || !hasTool(t, 'certutil')) return;
    const at = nssStore(t, pki, files);
    for (const name of ['signed.pdf', 'archived.pdf']) {
      const { out, error } = runTool('pdfsig', ['-nssdir', `sql:${at('nss')}`, at(name)]);
      // it says so itself of document time-stamps; openssl judges those
      t.is(error.replace('Unimplemented Feature (0): Unable to validate this type of signature\n', ''), '', name);
      const blocks = out.split(/^Signature #/m).slice(1);
      t.is(blocks.length, name === 'signed.pdf' ? 5 : 6, out);
      for (const block of blocks.slice(0, 5)) {
        t.regex(block, /Signature Validation: Signature is Valid/, block);
        t.regex(block, /Certificate Validation: Certificate is Trusted/, block);
      }
      t.is(blocks.filter((block) => block.includes('- Total document signed')).length, 1, out);
    }
  });

  test(`openssl accepts each signature as CAdES and each time-stamp, with ${what}`, (t) => {
    if (!hasTool(t, 'openssl')) return;
    for (const { der, parts, kind } of extract(archived)) {
      const trust = { 'root.pem': pem(pki.root.certificate.der), 'issuing.pem': pem(pki.issuing.certificate.der) };
      const at = folderOf(t, { ...trust, 'sig.der': der, 'data.bin': Buffer.concat(parts) });
      const trusted = ['-CAfile', at('root.pem')];
      const { code, error } =
        kind === 'signature'
          ? runTool('openssl', [
              'cms',
              '-verify',
              '-binary',
              '-inform',
              'DER',
              '-in',
              at('sig.der'),
              '-content',
              at('data.bin'),
              ...trusted,
              '-purpose',
              'any',
              '-cades',
              '-out',
              at('out'),
            ])
          : runTool('openssl', [
              'ts',
              '-verify',
              '-token_in',
              '-in',
              at('sig.der'),
              '-data',
              at('data.bin'),
              ...trusted,
              '-untrusted',
              at('issuing.pem'),
            ]);
      t.is(code, 0, error);
    }
  });
}

const PRODUCERS: readonly (readonly [string, string, readonly string[]])[] = [
  ['qpdf, linearized', 'qpdf', ['--linearize', 'in.pdf', 'out.pdf']],
  ['qpdf, with object streams', 'qpdf', ['--object-streams=generate', 'in.pdf', 'out.pdf']],
  ['cairo', 'pdftocairo', ['-pdf', 'in.pdf', 'out.pdf']],
  ['mutool', 'mutool', ['clean', '-gggz', 'in.pdf', 'out.pdf']],
];

for (const [what, command, args] of PRODUCERS) {
  test(`a file that ${what} has written is signed twice and verified, and qpdf finds nothing wrong`, async (t) => {
    if (!hasTool(t, command)) return;
    const at = folderOf(t, { 'in.pdf': letter() });
    const { error } = runTool(
      command,
      args.map((word) => (word.endsWith('.pdf') ? at(word) : word)),
    );
    const people = [await pki.issue({ name: 'Drafter' }), await pki.issue({ name: 'Leader' })] as const;
    const first = await signLetter(pki, withRoute(fs.readFileSync(at('out.pdf'))), { by: people[0], certify: 2, stampedAt: pki.now });
    const second = await signLetter(pki, first, { by: people[1], field: 'Leader', stampedAt: pki.now });
    const pdf = await stampLetter(pki, await addLetterEvidence(pki, second, people), pki.now + 12 * MINUTE);
    const report = verifyLetter(pki, pdf, Date.now());
    t.is(report.indication, 'TOTAL-PASSED', JSON.stringify([codesOf(report), report.findings, error]));
    fs.writeFileSync(at('signed.pdf'), pdf);
    if (hasTool(t, 'qpdf')) t.is(runTool('qpdf', ['--check', at('signed.pdf')]).code, 0);
  });
}

test('mutool reads the history of evidence and a document time-stamp; of a certified document it allows neither', async (t) => {
  if (!hasTool(t, 'mutool')) return;
  const by = await pki.issue({ name: 'Signer' });
  const longTerm = await addLetterEvidence(pki, await signLetter(pki, withRoute(letter()), { by, stampedAt: pki.now }), [by]);
  const archived = await stampLetter(pki, Buffer.from(longTerm), pki.now + 12 * MINUTE);
  const at = folderOf(t, { 'long-term.pdf': longTerm, 'archived.pdf': archived, 'history.js': HISTORY });
  for (const name of ['long-term.pdf', 'archived.pdf'])
    t.regex(runTool('mutool', ['run', at('history.js'), at(name)]).out, /history 0/, name);
});

function extract(pdf: Buffer): readonly (ReturnType<typeof readCoverage> & { readonly kind: string })[] {
  const document = new PdfDocument(pdf);
  return findSignatures(document).signatures.map((signature) => ({ ...readCoverage(document, signature), kind: signature.kind }));
}

function nssStore(t: ExecutionContext, { root, issuing }: TestPki, files: Readonly<Record<string, Buffer>>): (name: string) => string {
  const at = folderOf(t, { ...files, 'root.pem': pem(root.certificate.der), 'issuing.pem': pem(issuing.certificate.der) });
  runTool('mkdir', [at('nss')]);
  const store = ['-d', `sql:${at('nss')}`];
  runTool('certutil', ['-N', ...store, '--empty-password']);
  runTool('certutil', ['-A', ...store, '-n', 'root', '-t', 'CT,C,C', '-i', at('root.pem')]);
  runTool('certutil', ['-A', ...store, '-n', 'issuing', '-t', ',,', '-i', at('issuing.pem')]);
  return at;
}
