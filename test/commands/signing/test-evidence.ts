/** Services outside for a test's own authority: time-stamps, OCSP and lists, at the test's clock; each can be taken down. */
import { randomBytes } from 'node:crypto';
import type { CollectDocumentEvidence } from '../../../commands/signing/document-evidence.ts';
import { documentEvidence } from '../../../keys/evidence/document-evidence.ts';
import type { EvidenceServices } from '../../../keys/evidence/collect-evidence.ts';
import { keyUnavailable } from '../../../keys/key-fault.ts';
import type { Issued } from '../../signing/pki/test-authority.ts';
import { makeCrl, makeOcsp } from '../../signing/pki/test-authority.ts';
import { DAY, type TestPki } from '../../signing/pki/test-pki.ts';
import { stamping } from '../../signing/sign-letter.ts';

export interface TestEvidence {
  readonly collect: CollectDocumentEvidence;
  /** what does not answer now */
  readonly down: Set<'timeStamp' | 'revocation'>;
  /** so many time-stamps more, then the authority is down */
  stampsLeft: number;
  /** how often each was asked */
  readonly asked: Record<'timeStamp' | 'revocation', number>;
}

export function testEvidence(pki: () => TestPki, clock: () => number, signers: () => readonly Issued[]): TestEvidence {
  const down: TestEvidence['down'] = new Set();
  const asked = { timeStamp: 0, revocation: 0 };
  const answering = (what: 'timeStamp' | 'revocation'): void => {
    asked[what] += 1;
    if (down.has(what)) throw keyUnavailable('serviceDown', `Expected ${what} to be up.`);
  };
  const services = (): EvidenceServices => ({
    async timeStamp(digest) {
      if (made.stampsLeft <= 0) down.add('timeStamp');
      answering('timeStamp');
      made.stampsLeft -= 1;
      return await stamping(pki(), clock())(digest);
    },
    async ocsp(certificate) {
      answering('revocation');
      const { issuing, responder } = pki();
      const about = signers().find((one) => one.certificate.equals(certificate));
      if (!about) throw keyUnavailable('serviceDown', 'Expected a signer.');
      return await makeOcsp(about, issuing, responder, { thisUpdate: clock(), nextUpdate: clock() + DAY });
    },
    async crl(certificate) {
      answering('revocation');
      const { root, issuing } = pki();
      return await makeCrl(certificate.equals(issuing.certificate) ? root : issuing, { thisUpdate: clock() });
    },
    trust: { signing: pki().anchors, timeStamp: pki().anchors, intermediates: [pki().issuing.certificate] },
    clock,
    random: randomBytes,
  });
  const made: TestEvidence = {
    down,
    asked,
    stampsLeft: Infinity,
    collect: async (signed, wanted, options) => await documentEvidence(signed, wanted, options, services()),
  };
  return made;
}
