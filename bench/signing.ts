/**
 * npm run bench:signing: what signing and verifying cost, as ratios to the cryptography and the copying that nobody can avoid, measured in
 * the same run. Processor time, since other processes share the machine. The targets are printed beside the figures, and what @signpdf takes.
 */
import { createHash, randomBytes, sign, verify } from 'node:crypto';
import { complete, prepare } from '../signing/sign-pdf.ts';
import { addFields } from '../signing/pdf/add-fields.ts';
import { verifyPdf } from '../signing/verify-pdf.ts';
import { letter } from '../test/signing/pdfs/letter.ts';
import type { KeyKind } from '../test/signing/pki/test-key.ts';
import type { Issued } from '../test/signing/pki/test-authority.ts';
import { makePki, type TestPki } from '../test/signing/pki/test-pki.ts';
import { keyOf } from '../test/signing/sign-letter.ts';
import { signpdfBaseline } from './signpdf-baseline.ts';

const SIZES = [
  { name: '100 KB', bytes: 100_000, rounds: 200, most: 4, verifyTarget: true },
  { name: '5 MB', bytes: 5_000_000, rounds: 20, most: 2, verifyTarget: false },
] as const;
const KINDS: readonly KeyKind[] = ['rsa-2048', 'rsa-3072', 'p256'];
/** lines of text and a frame, as a signature shows them; the font is the reader's own */
const APPEARANCE = {
  content: 'q 0 0 1 RG 1 1 158 38 re S BT /F 9 Tf 4 26 Td (Signed by somebody) Tj ET Q',
  resources: () => '/Font<</F 5 0 R>>',
};
/** beside the raw cryptography of a verification: one millisecond for everything else */
const VERIFY = { ratio: 1.5, milliseconds: 1 };

/** Milliseconds of processor time a round, the median of five runs. */
async function cost(rounds: number, work: () => unknown): Promise<number> {
  const runs: number[] = [];
  await work();
  for (let run = 0; run < 5; run++) {
    const start = process.cpuUsage();
    for (let round = 0; round < rounds; round++) await work();
    const { user, system } = process.cpuUsage(start);
    runs.push((user + system) / 1000 / rounds);
  }
  return runs.toSorted((a, b) => a - b)[2] ?? 0;
}

async function measure(
  pki: TestPki,
  by: Issued,
  { bytes, rounds }: (typeof SIZES)[number],
): Promise<Readonly<Record<'raw' | 'signing' | 'rawVerify' | 'verifying', number>> & { readonly baseline: number | undefined }> {
  const pdf = addFields(
    letter({ padding: bytes }),
    [{ name: 'Field', kind: 'signature', page: 0, rectangle: [72, 200, 232, 240] }],
    randomBytes,
  );
  const identity = { certificate: by.certificate, chain: [pki.issuing.certificate] };
  const key = keyOf(by);
  const signOnce = async (): Promise<Buffer> => {
    const job = prepare(pdf, { field: 'Field', time: pki.now, appearance: APPEARANCE }, identity, randomBytes);
    return await complete(job, await key(job.request), identity);
  };
  const signed = await signOnce();
  const attributes = randomBytes(250);
  const signature = sign('sha256', attributes, by.privateKey);
  const { issuing, root } = pki;
  const rawVerify = (): void => {
    createHash('sha256').update(signed).digest();
    verify('sha256', attributes, by.certificate.key, signature);
    // the chain: the signer's certificate, and its authority's
    for (const [subject, issuer] of [
      [by, issuing],
      [issuing, root],
    ] as const) {
      verify('sha256', subject.certificate.tbs, issuer.certificate.key, subject.certificate.signature);
    }
  };
  return {
    raw: await cost(rounds, () => [createHash('sha256').update(pdf).digest(), Buffer.from(pdf), sign('sha256', attributes, by.privateKey)]),
    signing: await cost(rounds, signOnce),
    // node-forge reads a certificate with an RSA key only, of an authority with one
    baseline: by.privateKey.asymmetricKeyType === 'rsa' ? await cost(Math.ceil(rounds / 20), signpdfBaseline(pdf, 'Field', by)) : undefined,
    rawVerify: await cost(rounds, rawVerify),
    verifying: await cost(rounds, () => verifyPdf(signed, { anchors: pki.anchors, at: pki.now })),
  };
}

const pki = await makePki(undefined, 'rsa-2048');
for (const kind of KINDS) {
  const by = await pki.issue({ name: 'Signer', key: kind });
  for (const size of SIZES) {
    const { raw, signing, baseline, rawVerify, verifying } = await measure(pki, by, size);
    const ratio = signing / raw;
    console.log(
      `sign   ${kind} ${size.name}: ${signing.toFixed(2)} ms = ${ratio.toFixed(2)} × (SHA-256 + copy + raw signature, ${raw.toFixed(2)} ms); target ≤ ${size.most} ${ratio <= size.most ? 'met' : 'MISSED'}`,
    );
    if (baseline !== undefined)
      console.log(`       ${kind} ${size.name}: @signpdf ${baseline.toFixed(2)} ms = ${(baseline / signing).toFixed(0)} × ours`);
    const most = rawVerify * VERIFY.ratio + VERIFY.milliseconds;
    const target = size.verifyTarget ? `; target ≤ ${most.toFixed(2)} ms ${verifying <= most ? 'met' : 'MISSED'}` : '';
    const ratios = `${(verifying / rawVerify).toFixed(2)} × raw cryptography (${rawVerify.toFixed(2)} ms)`;
    console.log(`verify ${kind} ${size.name}: ${verifying.toFixed(2)} ms = ${ratios}${target}`);
  }
}
