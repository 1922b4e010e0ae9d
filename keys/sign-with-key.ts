import { constants, sign, type KeyObject } from 'node:crypto';
import type { SignatureRequest } from '../signing/cms/build-signed-attributes.ts';
import { ALGORITHMS } from '../signing/crypto/signing-algorithm.ts';
import { checkOwnSignature } from './check-own-signature.ts';
import { keyFault } from './key-fault.ts';
import type { KeyIdentity } from './signing-backend.ts';

/** Signs with a key that this process holds. Throws Rejection `keys.wrongKey` when it is not that of the certificate. */
export function signWithKey(request: SignatureRequest, key: KeyObject, identity: KeyIdentity): Buffer {
  const kind = request.algorithm === 'rsa-sha256' ? 'rsa' : 'ec';
  if (key.asymmetricKeyType !== kind) throw keyFault('wrongKey', `Expected a key of kind ${kind} for ${identity.certificate.name}.`);
  const { digest } = ALGORITHMS[request.algorithm];
  const signature =
    kind === 'rsa'
      ? sign(digest, request.attributes, { key, padding: constants.RSA_PKCS1_PADDING })
      : sign(digest, request.attributes, { key, dsaEncoding: 'der' });
  return checkOwnSignature(request, signature, identity);
}
