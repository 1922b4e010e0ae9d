import { Rejection } from '../errors.ts';
import type { SignatureRequest } from '../signing/cms/build-signed-attributes.ts';
import { checkSignature } from '../signing/cms/check-signature.ts';
import type { KeyIdentity } from './signing-backend.ts';
import { keyFault } from './key-fault.ts';

/** Nothing leaves the door that the certificate does not vouch for. Throws Rejection `keys.wrongKey`. */
export function checkOwnSignature(request: SignatureRequest, signature: Buffer, { certificate }: Pick<KeyIdentity, 'certificate'>): Buffer {
  try {
    checkSignature(request, signature, certificate);
    return signature;
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    throw keyFault('wrongKey', `Expected a signature by the key of ${certificate.name}, but another key signed.`);
  }
}
