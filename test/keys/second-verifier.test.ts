/** Verifiers that share no code with ours, on what we sign and on what was changed. They judge by the machine's own clock. */
import test, { type ExecutionContext } from 'ava';
import { Transient } from '../../errors.ts';
import { findSignedParts } from '../../keys/second-verifier/find-signed-parts.ts';
import { opensslVerifier } from '../../keys/second-verifier/openssl-verifier.ts';
import { pdfsigVerifier } from '../../keys/second-verifier/pdfsig-verifier.ts';
import { runProgram } from '../../keys/second-verifier/run-program.ts';
import type { Trust } from '../../keys/trust/trust.ts';
import { compressedLetter, letter } from '../signing/pdfs/letter.ts';
import { MINUTE, makePki } from '../signing/pki/test-pki.ts';
import { addLetterEvidence, signLetter, stampLetter, verifyLetter, withRoute } from '../signing/sign-letter.ts';
import { hasTool } from '../signing/tools/run-tool.ts';

const pki = await makePki(Math.floor(Date.now() / 1000) * 1000 - 20 * MINUTE);
const people = [await pki.issue({ name: 'Người ký' }), await pki.issue({ name: 'Lãnh đạo', key: 'rsa-2048' })] as const;
const trust: Trust = { signing: pki.anchors, timeStamp: pki.anchors, intermediates: [pki.issuing.certificate] };
const stranger = await makePki(pki.now);
const strange: Trust = { signing: stranger.anchors, timeStamp: stranger.anchors, intermediates: [] };

async function levelsOf(base: Buffer) {
  const first = await signLetter(pki, withRoute(base), { by: people[0], certify: 2, stampedAt: pki.now + MINUTE });
  const signed = await signLetter(pki, first, { by: people[1], field: 'Leader', stampedAt: pki.now + 2 * MINUTE });
  const longTerm = await addLetterEvidence(pki, signed, people);
  return { first, signed, longTerm, archived: await stampLetter(pki, Buffer.from(longTerm), pki.now + 12 * MINUTE) };
}
const tables = await levelsOf(letter());
const streams = await levelsOf(compressedLetter());
const at = new Date().toISOString();
const installed = (t: ExecutionContext, name: string): boolean => hasTool(t, name) && (name !== 'pdfsig' || hasTool(t, 'certutil'));

for (const [name, make] of [
  ['openssl', opensslVerifier],
  ['pdfsig', pdfsigVerifier],
] as const) {
  const ask = async (pdf: Buffer, by: Trust = trust) => await make(by).verify(pdf, verifyLetter(pki, pdf, Date.now()), at);

  test(`${name} agrees on every level, with tables and with streams`, async (t) => {
    if (!installed(t, name)) return;
    t.regex((await make(trust).check()) ?? '', /\d/);
    for (const levels of [tables, streams])
      for (const [level, pdf] of Object.entries(levels)) {
        const { valid, said } = await ask(pdf);
        t.true(valid, `${level}: ${said}`);
      }
  });

  test(`${name} does not agree on a changed byte, a stranger's trust, or another count of signatures`, async (t) => {
    if (!installed(t, name)) return;
    const changed = Buffer.from(tables.archived);
    const place = changed.indexOf('100 dong');
    t.true(place > 0);
    changed[place] = 0x39;
    t.false((await ask(changed)).valid);
    t.false((await ask(tables.archived, strange)).valid);
    const fewer = verifyLetter(pki, tables.first, Date.now());
    t.false((await make(trust).verify(tables.signed, fewer, at)).valid, 'a signature that ours did not see');
    const more = verifyLetter(pki, tables.signed, Date.now());
    t.false((await make(trust).verify(tables.first, more, at)).valid, 'a signature that the other does not see');
    t.false((await ask(letter())).valid, 'nothing is signed');
    t.false((await ask(Buffer.from('no PDF'))).valid);
  });
}

test('signatures are found by their ranges alone, and a gap that is no signature is none', (t) => {
  t.is(findSignedParts(tables.archived)?.length, 3);
  const bent = Buffer.from(tables.first.toString('latin1').replace(/(\/Contents\s*)</, '$1('), 'latin1');
  t.is(findSignedParts(bent)?.length ?? 0, 0);
  t.deepEqual(findSignedParts(letter()), []);
});

test('a program that is not there, or does not end, is unavailable: nothing is taken for agreement', async (t) => {
  await t.throwsAsync(runProgram('trinh-ky-no-such-program', []), { instanceOf: Transient, code: 'verifierUnavailable' });
  await t.throwsAsync(opensslVerifier(trust, 'trinh-ky-no-such-program').verify(tables.signed, verifyLetter(pki, tables.signed), at), {
    code: 'verifierUnavailable',
  });
  await t.throwsAsync(runProgram('sleep', ['5'], 50), { code: 'verifierUnavailable' });
});

test('nothing of our own settings reaches a program', async (t) => {
  const { out } = await runProgram('env', []);
  const names = out
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0]);
  t.deepEqual([...new Set(names).symmetricDifference(new Set(['LC_ALL', 'PATH']))], []);
});
