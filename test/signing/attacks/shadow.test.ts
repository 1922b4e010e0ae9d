/**
 * Attacks that were prepared before anybody signed: what the signer was shown is hidden, replaced, or exchanged for what lay ready in the signed
 * bytes (shadow attacks), and updates that are no whole revision (incremental saving attacks). The signed bytes are untouched in each.
 */
import test from 'ava';
import { PdfDict, PdfName, PdfRef } from '../../../signing/pdf/pdf-object.ts';
import { readPages } from '../../../signing/pdf/read-pages.ts';
import type { IncrementalUpdate } from '../../../signing/pdf/incremental-update.ts';
import { letter } from '../pdfs/letter.ts';
import { MINUTE, makePki } from '../pki/test-pki.ts';
import { codesOf, signLetter, verifyLetter, withRoute } from '../sign-letter.ts';
import { fieldOf, overwrite, revise } from './revise.ts';

const pki = await makePki();
const signer = await pki.issue({ name: 'Signer' });
const sign = async (pdf: Buffer): Promise<Buffer> =>
  Buffer.from(await signLetter(pki, withRoute(pdf), { by: signer, certify: 2, stampedAt: pki.now + MINUTE }));
const latin1 = (value: string): Buffer => Buffer.from(value, 'latin1');
const CONTENT = new PdfRef(6);

function refused(pdf: Buffer): { readonly indication: string; readonly codes: readonly string[] } {
  const report = verifyLetter(pki, pdf);
  return { indication: report.indication, codes: codesOf(report) };
}

function page(update: IncrementalUpdate): PdfDict {
  return update.editDict(readPages(update.document)[0]?.ref ?? new PdfRef(0));
}

/** An update that is a table alone: it gives numbers of objects other places, and adds not one byte of content. */
function tableOnly(pdf: Buffer, entries: Readonly<Record<number, string>>): Buffer {
  const text = pdf.toString('latin1');
  const last = text.lastIndexOf('startxref');
  const previous = /startxref\s+(\d+)/.exec(text.slice(last))?.[1] ?? '';
  const trailer = text.slice(text.lastIndexOf('trailer', last), last);
  const size = /\/Size\s*(\d+)/.exec(trailer)?.[1] ?? '';
  const root = /\/Root\s*\d+ 0 R/.exec(trailer)?.[0] ?? '';
  const info = /\/Info\s*\d+ 0 R/.exec(trailer)?.[0] ?? '';
  const id = /\/ID\s*\[[^\]]*\]/.exec(trailer)?.[0] ?? '';
  const sections = Object.entries(entries).map(([number, entry]) => `${number} 1\n${entry}\n`);
  return Buffer.concat([
    pdf,
    latin1(`xref\n${sections.join('')}trailer\n<</Size ${size}${root}${info}${id}/Prev ${previous}>>\nstartxref\n${pdf.length}\n%%EOF\n`),
  ]);
}
const inUse = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n `;
const FREED = '0000000000 00001 f ';

test('an update that is a table alone and changes nothing is read, so that what follows is refused for what it does', async (t) => {
  const signed = await sign(letter());
  const offset = signed.toString('latin1').indexOf('\n6 0 obj') + 1;
  const { codes } = refused(tableOnly(signed, { 6: inUse(offset) }));
  t.deepEqual(codes, ['revocationUnknown']);
});

test('hide: a cover that lay over the text before signing is taken away after it, as an object, from the page, or by a table alone', async (t) => {
  let cover = new PdfRef(0);
  const covered = revise(letter(), (update) => {
    cover = update.add({ dict: '/Type/XObject/Subtype/Form/BBox[0 0 595 842]', stream: latin1('0 0 1 rg 0 0 595 842 re f') });
    const resources = new PdfDict();
    resources.entries.set('XObject', new PdfDict(new Map([['Cover', cover]])));
    page(update).entries.set('Resources', resources);
  });
  const signed = await sign(covered);
  t.is(refused(signed).indication, 'INDETERMINATE', 'nothing is wrong but that nobody was asked about revocation');
  const emptied = revise(signed, (update) => update.put(cover, { dict: '/Type/XObject/Subtype/Form/BBox[0 0 0 0]', stream: latin1('') }));
  const unlinked = revise(signed, (update) => page(update).entries.set('Resources', new PdfDict()));
  const freed = tableOnly(signed, { [cover.number]: FREED });
  for (const attacked of [emptied, unlinked, freed]) {
    const { indication, codes } = refused(attacked);
    t.is(indication, 'TOTAL-FAILED');
    t.true(codes.includes('pageChanged') || codes.includes('unreadable'), codes.join());
  }
});

test('replace: another picture of a field whose value stays, and a font of the signed text with other letters', async (t) => {
  const signed = await sign(letter());
  const picture = revise(signed, (update) => {
    const drawn = update.add({ dict: '/Type/XObject/Subtype/Form/BBox[0 0 80 20]', stream: latin1('BT (1.000.000) Tj ET') });
    fieldOf(update, 'Number').entries.set('AP', new PdfDict(new Map([['N', drawn]])));
  });
  t.is(refused(picture).indication, 'TOTAL-FAILED');
  const font = revise(signed, (update) =>
    update.put(new PdfRef(5), '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[49/nine]>>>>'),
  );
  t.deepEqual([refused(font).indication, refused(font).codes.includes('pageChanged')], ['TOTAL-FAILED', true]);
});

test('hide-and-replace: what lay ready in the signed bytes is woken by a table alone', async (t) => {
  const base = letter().toString('latin1');
  const hidden = '\n6 0 obj\n<</Length 20>>\nstream\nBT (900 dong) Tj ET \nendstream\nendobj\n';
  const at = base.indexOf('xref\n');
  const start = Number(/startxref\n(\d+)/.exec(base)?.[1]);
  const ready = base.slice(0, at) + hidden + base.slice(at).replace(`startxref\n${start}`, `startxref\n${start + hidden.length}`);
  const signed = await sign(latin1(ready));
  const woken = tableOnly(signed, { [CONTENT.number]: inUse(at + 1) });
  const { indication, codes } = refused(woken);
  t.is(indication, 'TOTAL-FAILED');
  t.true(
    codes.some((code) => ['strayBytes', 'pageChanged', 'unreadable'].includes(code)),
    codes.join(),
  );
  t.true(refused(signed).codes.includes('strayBytes'), 'and such a file is refused before it is woken');
});

test('hide-and-replace: two numbers that change places, both of the signed bytes', async (t) => {
  const signed = await sign(letter());
  const text = signed.toString('latin1');
  const [first, second] = [6, 7].map((number) => text.indexOf(`\n${number} 0 obj`) + 1) as [number, number];
  t.is(refused(tableOnly(signed, { 6: inUse(second), 7: inUse(first) })).indication, 'TOTAL-FAILED');
});

test('incremental saving: a body without a table, a table that points back, and a trailer that forgets what was before', async (t) => {
  const signed = await sign(letter());
  const text = signed.toString('latin1');
  const tail = text.slice(text.lastIndexOf('startxref'));
  const trailer = text.slice(text.lastIndexOf('trailer'), text.lastIndexOf('startxref'));
  const body = '6 0 obj\n<</Length 5>>\nstream\nBT ET\nendstream\nendobj\n';
  const forgetful = `xref\n6 1\n${inUse(signed.length)}\n${trailer.replace(/\/Prev \d+/, '')}startxref\n${signed.length + body.length}\n%%EOF\n`;
  for (const [what, appended] of Object.entries({
    'a body alone': body,
    'a body and a trailer': `${body}${trailer}`,
    'a body and the old table': `${body}${tail}`,
    'a trailer without /Prev': `${body}${forgetful}`,
    'only another end': '\n%%EOF\n%%EOF\n',
  })) {
    const { indication, codes } = refused(Buffer.concat([signed, latin1(appended)]));
    if (what === 'only another end') t.not(indication, 'TOTAL-PASSED', what);
    else t.is(indication, 'TOTAL-FAILED', `${what}: ${codes.join()}`);
  }
});

test('a catalog of its own: another root beside the signed one, with the signature copied along', async (t) => {
  const signed = await sign(letter());
  const attacked = revise(signed, (update) => {
    const pages = update.add('<</Type/Pages/Kids[]/Count 0>>');
    const { catalog } = update.document;
    const root = update.document.trailer.get('Root');
    if (!(root instanceof PdfRef)) throw new Error('The letter has a root.');
    const copy = new PdfDict(new Map(catalog.entries));
    copy.entries.set('Pages', pages);
    copy.entries.set('PageMode', new PdfName('UseNone'));
    const edited = update.editDict(root);
    for (const [name, value] of copy.entries) edited.entries.set(name, value);
  });
  t.is(refused(attacked).indication, 'TOTAL-FAILED');
});

test('a signature that says to be of another kind is none: adbe.pkcs7.sha1, adbe.x509.rsa_sha1', async (t) => {
  const signed = await sign(letter());
  for (const kind of ['/adbe.pkcs7.sha1', '/adbe.x509.rsa_sha1'])
    t.deepEqual(refused(overwrite(signed, '/ETSI.CAdES.detached', kind.padEnd(20, ' '))).indication, 'TOTAL-FAILED', kind);
});
