/** The certificate of the token that this agent signs with, and its issuers. */
import { algorithmFor } from '../signing/crypto/signing-algorithm.ts';
import { Certificate, KEY_USAGE } from '../signing/trust/certificate.ts';
import { issuersAmong } from '../signing/trust/issuers-among.ts';
import type { SignerIdentity } from '../signing/sign-pdf.ts';
import { AgentFault } from './agent-fault.ts';
import type { AskToken } from './pkcs11/ask-token.ts';

/**
 * `wanted`: SHA-256 of the certificate, hex; needed where the token has several that sign. Throws AgentFault `certificateMissing`,
 * `certificateAmbiguous`, TokenFault.
 */
export async function ownKey(ask: AskToken, wanted: string | undefined): Promise<SignerIdentity> {
  const { certificates } = await ask({ what: 'certificates' });
  const all = certificates.flatMap(readable);
  const signing = all.filter(isForSigning).filter(({ fingerprint }) => wanted === undefined || fingerprint === wanted.toLowerCase());
  const [certificate, other] = signing;
  if (!certificate) throw new AgentFault('certificateMissing');
  if (other)
    throw new AgentFault('certificateAmbiguous', { list: signing.map(({ name, fingerprint }) => `${fingerprint} ${name}`).join('\n') });
  return { certificate, chain: issuersAmong(certificate, all) };
}

function readable(der: Uint8Array): readonly Certificate[] {
  try {
    return [new Certificate(Buffer.from(der))];
  } catch {
    // some other use's business
    return [];
  }
}

function isForSigning(certificate: Certificate): boolean {
  if (certificate.authority) return false;
  if (!certificate.allows(KEY_USAGE.digitalSignature) && !certificate.allows(KEY_USAGE.contentCommitment)) return false;
  try {
    algorithmFor(certificate.key);
    return true;
  } catch {
    return false;
  }
}
