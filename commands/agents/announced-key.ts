import { Rejection } from '../../errors.ts';
import { algorithmFor } from '../../signing/crypto/signing-algorithm.ts';
import { Certificate } from '../../signing/trust/certificate.ts';
import type { AnnouncedKey } from '../agent-contract.ts';
import { keyChoice } from '../signing/key-choice.ts';
import { AGENT } from '../signing/signer-identity.ts';

/** Readable, and of a kind that can sign here. Whose it is, and whether it is trusted, is asked whenever something is to be signed. Throws validation `certificateInvalid`. */
export function announcedKey({ certificate, chain = [] }: AnnouncedKey): {
  readonly certificate: Buffer;
  readonly chain: readonly Buffer[];
} {
  const choice = keyChoice({ method: AGENT, certificate, chain });
  try {
    algorithmFor(new Certificate(choice.certificate ?? Buffer.alloc(0)).key);
    for (const der of choice.chain ?? []) void new Certificate(der);
  } catch (cause) {
    if (!(cause instanceof Rejection)) throw cause;
    throw new Rejection('validation', 'certificateInvalid', `Expected the certificate of a key that signs: ${cause.message}`, { cause });
  }
  return { certificate: choice.certificate ?? Buffer.alloc(0), chain: choice.chain ?? [] };
}
