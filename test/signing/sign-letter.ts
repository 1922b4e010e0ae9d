import { constants, randomBytes, sign } from 'node:crypto';
import { addFields, type FieldSpec } from '../../signing/pdf/add-fields.ts';
import { addEvidence } from '../../signing/collect-evidence.ts';
import { complete, prepare, stampDocument, type SignElsewhere, type TimeStamp } from '../../signing/sign-pdf.ts';
import type { SignatureSpec } from '../../signing/pdf/prepare-signature.ts';
import { verifyPdf } from '../../signing/verify-pdf.ts';
import type { VerificationReport } from '../../signing/report/verification-report.ts';
import { makeToken } from './pki/make-token.ts';
import { makeCrl, makeOcsp, type Issued } from './pki/test-authority.ts';
import { DAY, MINUTE, type TestPki } from './pki/test-pki.ts';

/** A route of two persons, a number and a seal that locks everything. */
export const ROUTE: readonly FieldSpec[] = [
  { name: 'Drafter', kind: 'signature', page: 0, rectangle: [72, 200, 232, 240] },
  { name: 'Leader', kind: 'signature', page: 0, rectangle: [300, 200, 460, 240] },
  { name: 'Number', kind: 'text', page: 0, rectangle: [72, 760, 160, 780] },
  { name: 'Seal', kind: 'signature', page: 0, rectangle: [280, 190, 360, 270], lock: { action: 'All' } },
];

export const withRoute = (pdf: Buffer): Buffer => addFields(pdf, ROUTE, randomBytes);

/** The key of a person, who only sees the request. */
export function keyOf({ privateKey }: Pick<Issued, 'privateKey'>): SignElsewhere {
  return async ({ attributes, algorithm }) =>
    sign(algorithm === 'ecdsa-sha384' ? 'sha384' : 'sha256', attributes, { key: privateKey, padding: constants.RSA_PKCS1_PADDING });
}

export const stamping =
  ({ stamper }: TestPki, time: number): TimeStamp =>
  async (digest) =>
    await makeToken(stamper, digest, time);

export interface LetterSignature extends Partial<Omit<SignatureSpec, 'digestName'>> {
  readonly by: Issued;
  /** of the time-stamp; none without */
  readonly stampedAt?: number;
}

/** One signature in the field `Drafter`, unless another is named. */
export async function signLetter(pki: TestPki, pdf: Buffer, { by, stampedAt, ...spec }: LetterSignature): Promise<Buffer> {
  const identity = { certificate: by.certificate, chain: [pki.issuing.certificate] };
  const job = prepare(pdf, { field: 'Drafter', time: pki.now, ...spec }, identity, randomBytes);
  const signature = await keyOf(by)(job.request);
  return await complete(job, signature, identity, stampedAt === undefined ? undefined : stamping(pki, stampedAt));
}

/** Evidence as it would come a few minutes after the signatures: OCSP for signers, lists for authorities. */
export async function addLetterEvidence(
  pki: TestPki,
  pdf: Buffer,
  signers: readonly Issued[],
  at = pki.now + 10 * MINUTE,
): Promise<Buffer> {
  return await addEvidence(pdf, {
    anchors: pki.anchors,
    at,
    random: randomBytes,
    fetch: async (certificate) => {
      const signer = signers.find((one) => one.certificate.equals(certificate));
      if (signer) return { ocspResponse: await makeOcsp(signer, pki.issuing, pki.responder, { thisUpdate: at, nextUpdate: at + DAY }) };
      return { crl: await makeCrl(certificate.equals(pki.issuing.certificate) ? pki.root : pki.issuing, { thisUpdate: at }) };
    },
  });
}

export const stampLetter = async (pki: TestPki, pdf: Buffer, at: number): Promise<Buffer> =>
  await stampDocument(pdf, stamping(pki, at), randomBytes);

export function verifyLetter({ anchors, now }: TestPki, pdf: Buffer, at = now + 15 * MINUTE): VerificationReport {
  return verifyPdf(pdf, { anchors, at });
}

/** Codes of everything that is wrong with a file, its signatures and their changes. */
export function codesOf(report: VerificationReport): readonly string[] {
  const own = report.findings.map(({ code }) => code);
  const signatures = report.signatures.flatMap(({ findings, changesSince, timeStamps }) => [
    ...findings.map(({ code }) => code),
    ...changesSince.refused.map(({ code }) => code),
    ...timeStamps.flatMap((stamp) => stamp.findings.map(({ code }) => code)),
  ]);
  return [...new Set([...own, ...signatures])];
}
