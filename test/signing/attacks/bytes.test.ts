/** Forged bytes: universal forgery, signature wrapping, hidden objects, broken files. What is signed is moved, doubled or removed. */
import test from 'ava';
import { MINUTE, makePki } from '../pki/test-pki.ts';
import { compressedLetter, letter } from '../pdfs/letter.ts';
import { addLetterEvidence, codesOf, signLetter, verifyLetter, withRoute } from '../sign-letter.ts';
import { overwrite, revise } from './revise.ts';

const pki = await makePki();
const signer = await pki.issue({ name: 'Signer' });
const signed = await signLetter(pki, withRoute(letter()), { by: signer, stampedAt: pki.now + MINUTE });
const text = signed.toString('latin1');
const range = /\/ByteRange\[0 +(\d+) +(\d+) +(\d+)\]/.exec(text);
const [whole = '', before = '', after = '', rest = ''] = range ?? [];
const padded = (value: string): string => value.padEnd(whole.length, ' ');
const latin1 = (value: string): Buffer => Buffer.from(value, 'latin1');

function refused(pdf: Buffer): { readonly indication: string; readonly codes: readonly string[] } {
  const report = verifyLetter(pki, pdf);
  return { indication: report.indication, codes: codesOf(report) };
}

test('one changed byte of the content, before or after the signature, is a changed document', (t) => {
  t.deepEqual(refused(overwrite(signed, '100 dong', '900 dong')), { indication: 'TOTAL-FAILED', codes: ['digestMismatch'] });
  t.deepEqual(refused(overwrite(signed, '/M(D:20260601', '/M(D:20260602')), { indication: 'TOTAL-FAILED', codes: ['digestMismatch'] });
  t.deepEqual(refused(overwrite(signed, '/ETSI.CAdES.detached', '/ETSI.CAdES.detacheD')), {
    indication: 'TOTAL-FAILED',
    codes: ['signatureFormat'],
  });
});

test('universal forgery: a byte range that is missing, empty, negative, no number or not four of them', (t) => {
  for (const forged of [
    '/ByteRange[]',
    '/ByteRange[0 0 0 0]',
    `/ByteRange[0 -1 ${after} ${rest}]`,
    `/ByteRange[0 ${before} ${after}]`,
    '/ByteRange null',
    '/ByteRangE[0 1 2 3]',
    `/ByteRange[0 ${before} ${after} 99999999]`,
  ]) {
    t.deepEqual(refused(overwrite(signed, whole, padded(forged))), { indication: 'TOTAL-FAILED', codes: ['byteRange'] }, forged);
  }
});

test('universal forgery: contents that are missing, empty, null or not in hexadecimal', (t) => {
  const start = text.indexOf('/Contents<');
  const end = text.indexOf('>', start) + 1;
  const length = end - start;
  for (const forged of ['/Contents null', '/Contents()', '/Contents<>', '/ContentS<00>', `/Contents(${'0'.repeat(40)})`]) {
    const changed = latin1(text.slice(0, start) + forged.padEnd(length, ' ') + text.slice(end));
    t.deepEqual(refused(changed), { indication: 'TOTAL-FAILED', codes: ['signatureDictionary'] }, forged);
  }
  const zeros = latin1(`${text.slice(0, start)}/Contents<${'0'.repeat(length - 11)}>${text.slice(end)}`);
  t.is(refused(zeros).indication, 'TOTAL-FAILED');
});

test('signature wrapping: the signed bytes are moved behind a gap that hides other objects', (t) => {
  const gapEnd = Number(after);
  const moved = text.slice(gapEnd);
  const hidden = '99 0 obj\n<</Type/Catalog>>\nendobj\n';
  const shifted = `/ByteRange[0 ${before} ${gapEnd + hidden.length} ${rest}]`;
  const wrapped = latin1(text.slice(0, gapEnd).replace(whole, padded(shifted)) + hidden + moved);
  t.is(refused(wrapped).indication, 'TOTAL-FAILED');
});

test('signature wrapping: a second dictionary with the old contents and byte range is found out', (t) => {
  const dict = /<<\/Type\/Sig[^>]*<[0-9a-f]+>.*?>>/s.exec(text)?.[0] ?? '';
  const doubled = revise(signed, (update) => update.put(update.reserve(), dict));
  t.true(refused(doubled).codes.includes('dormantAdded'), 'an object that nothing refers to waits for the next update');
  const wrapped = revise(signed, (update) => {
    const copy = update.add(dict);
    update.add(`<</Type/Annot/Subtype/Widget/FT/Sig/T(Copy)/Rect[0 0 0 0]/V ${copy.number} 0 R>>`);
    const form = update.editDict(update.document.catalog.get('AcroForm') as never);
    update.editArray(form, 'Fields').push(copy);
  });
  t.is(refused(wrapped).indication, 'TOTAL-FAILED');
});

test('bytes after the end, before the header, or between objects belong to nothing and are refused', (t) => {
  t.deepEqual(refused(Buffer.concat([signed, latin1('9 0 obj\n<<>>\nendobj\n')])).codes, ['unreadable']);
  t.deepEqual(refused(Buffer.concat([latin1('GIF89a\n'), signed])).codes, ['unreadable']);
  const end = `startxref\n${/startxref\n(\d+)/.exec(text.slice(text.lastIndexOf('startxref')))?.[1]}\n%%EOF\n`;
  const appended = refused(Buffer.concat([signed, latin1(`9 0 obj\n<<>>\nendobj\n${end}`)]));
  t.is(appended.indication, 'TOTAL-FAILED');
  t.true(appended.codes.includes('strayBytes'));
});

test('dormant objects are refused before they wake: a second object of a number, or one that no table names', async (t) => {
  const base = letter().toString('latin1');
  const hidden = '\n6 0 obj\n<</Length 5>>\nstream\nBT ET\nendstream\nendobj\n';
  const at = base.indexOf('xref\n');
  const offset = Number(/startxref\n(\d+)/.exec(base)?.[1]);
  const dormant = latin1(
    base.slice(0, at) + hidden + base.slice(at).replace(`startxref\n${offset}`, `startxref\n${offset + hidden.length}`),
  );
  const shadow = await signLetter(pki, withRoute(dormant), { by: signer, stampedAt: pki.now + MINUTE });
  t.true(refused(shadow).codes.includes('strayBytes'));
});

test('an object stream may not carry what no table names', async (t) => {
  const sound = await signLetter(pki, withRoute(compressedLetter()), { by: signer, stampedAt: pki.now + MINUTE });
  t.deepEqual(refused(sound).codes, ['revocationUnknown']);
  const smuggled = await signLetter(pki, withRoute(compressedLetter({ dormant: true })), { by: signer, stampedAt: pki.now + MINUTE });
  t.true(refused(smuggled).codes.includes('dormantObject'));
});

test('a signature over part of the file that ends at no revision is refused', (t) => {
  const short = `/ByteRange[0 ${before} ${after} ${Number(rest) - 20}]`;
  t.deepEqual(refused(overwrite(signed, whole, padded(short))), { indication: 'TOTAL-FAILED', codes: ['revisionEnd'] });
});

test('a rollback to an earlier revision verifies, so that whoever expects more signatures must compare the hash', async (t) => {
  const second = await signLetter(pki, Buffer.from(signed), { by: signer, field: 'Leader', stampedAt: pki.now + 2 * MINUTE });
  const report = verifyLetter(pki, await addLetterEvidence(pki, second.subarray(0, signed.length), [signer]));
  t.is(report.indication, 'TOTAL-PASSED');
  t.deepEqual(report.unsignedFields, ['Leader', 'Seal']);
});

test('files that need repair are refused: encrypted, hybrid, looping, cut off, without a header', (t) => {
  const base = letter().toString('latin1');
  const broken: Readonly<Record<string, string>> = {
    encrypted: base.replace('/Info 8 0 R', '/Encrypt 8 0 R'),
    hybrid: base.replace('/Info 8 0 R', '/XRefStm 15'),
    looping: base.replace('/Info 8 0 R', `/Prev ${/startxref\n(\d+)/.exec(base)?.[1]}`),
    'cut off': base.slice(0, -20),
    'without a header': base.slice(9),
    'a key twice': base.replace('/Info 8 0 R', '/Root 1 0 R'),
    'an object elsewhere': base.replace(/0000000015 00000 n/, '0000000016 00000 n'),
    empty: '',
  };
  for (const [name, pdf] of Object.entries(broken)) t.deepEqual(refused(latin1(pdf)).codes.slice(0, 1), ['unreadable'], name);
  t.deepEqual(refused(letter()), { indication: 'INDETERMINATE', codes: ['notSigned'] });
});
