/** Signatures into the files that were shown, each checked by itself and the file as a whole by the verifier. */
import { createHash } from 'node:crypto';
import { Invariant, Rejection, Transient } from '../../errors.ts';
import { isValid } from '../../signing/report/is-valid.ts';
import { complete, type SignatureJob } from '../../signing/sign-pdf.ts';
import { Certificate } from '../../signing/trust/certificate.ts';
import type { ReadyItem } from '../../store/signing-contract.ts';
import type { Services } from '../contract.ts';
import type { Shown } from './shown-item.ts';
import { signingOf } from './signing-services.ts';
import { verifyDocument } from './verify-document.ts';

export interface Given {
  readonly item: Shown;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Throws Rejection `signing.wrongSignature`, `signing.noRoom`, `signing.unsound`: nothing is kept. */
export async function embedSignatures(
  services: Services,
  mine: readonly Shown[],
  signatures: readonly Buffer[],
  now: string,
): Promise<readonly Given[]> {
  return await Promise.all(
    mine.map(async (item, at) => {
      const bytes = await embedded(services, item, signatures[at] ?? Buffer.alloc(0));
      requireSound(services, bytes, now);
      return { item, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/** Without a time-stamp where the authority does not answer: it comes later, as evidence. */
async function embedded(services: Services, { ready }: Shown, signature: Buffer): Promise<Buffer> {
  const { timeStamp } = signingOf(services);
  const identity = { certificate: new Certificate(ready.certificate), chain: ready.chain.map((der) => new Certificate(der)) };
  try {
    return await complete(jobOf(ready), signature, identity, timeStamp);
  } catch (error) {
    if (!(error instanceof Transient)) throw error;
    return await complete(jobOf(ready), signature, identity);
  }
}

function jobOf({ prepared, byteRange, room, digestName, covered, attributes, digest, algorithm }: ReadyItem): SignatureJob {
  if (!prepared) throw new Invariant('Expected what was shown to be kept while it is signed.');
  // embedding writes into the bytes
  return {
    prepared: { pdf: Buffer.from(prepared), byteRange, room, digestName, digest: covered },
    request: { attributes, digest, algorithm },
  };
}

/** Throws Rejection conflict `signing.unsound`: the file with its new signature does not hold. */
function requireSound(services: Services, bytes: Buffer, now: string): void {
  const report = verifyDocument(services, bytes, now);
  if (isValid(report, true)) return;
  const findings = [...report.findings, ...report.signatures.flatMap((signature) => signature.findings)].map(({ code }) => code);
  throw new Rejection(
    'conflict',
    'signing.unsound',
    `Expected a document that holds with its new signature, but: ${findings.join(', ')}.`,
    {
      details: { findings },
    },
  );
}
