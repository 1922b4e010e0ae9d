import { keyFault } from '../../key-fault.ts';
import { keyIdentity } from '../../key-identity.ts';
import { signWithKey } from '../../sign-with-key.ts';
import type { Holder, KeyIdentity, SigningBackend } from '../../signing-backend.ts';
import { readCertificates } from '../../trust/read-certificates.ts';
import { readHolderFile } from '../holder-file.ts';
import { readPkcs12Key } from './read-pkcs12-key.ts';

/**
 * Keys in PKCS#12 files of a folder, for demonstrations and tests: `person-<id>.p12`, and beside it `person-<id>.pem` with the certificate and
 * its issuers, so that who signs is known without the PIN. The files are the administrator's; one that a user brings is never opened here.
 */
export function createPkcs12Backend(folder: string): SigningBackend {
  const identity = async (holder: Holder): Promise<KeyIdentity> => {
    const [certificate, ...others] = readCertificates(readHolderFile(folder, holder, '.pem').toString('latin1'));
    if (!certificate) throw keyFault('keyGone', `Expected the certificate of ${holder.kind} '${holder.id}'.`);
    return keyIdentity(certificate, others);
  };
  return {
    name: 'pkcs12',
    identity,
    async sign(request, { holder, pin }) {
      if (pin === undefined || pin === '') throw keyFault('pinMissing', 'Expected the PIN of the container.');
      const known = await identity(holder);
      return signWithKey(request, readPkcs12Key(readHolderFile(folder, holder, '.p12'), pin), known);
    },
    async close() {},
  };
}
