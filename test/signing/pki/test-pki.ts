import type { TrustAnchor } from '../../../signing/trust/trust-anchor.ts';
import type { KeyKind } from './test-key.ts';
import { PURPOSE, USAGE, issueBy, makeRoot, type CertificateSpec, type Issued } from './test-authority.ts';

/** Root, issuing authority, OCSP responder and time-stamp authority; signers are issued as a test needs them. */
export interface TestPki {
  readonly now: number;
  readonly root: Issued;
  readonly issuing: Issued;
  readonly responder: Issued;
  readonly stamper: Issued;
  readonly anchors: readonly TrustAnchor[];
  issue(spec: CertificateSpec): Promise<Issued>;
}

/** The time at which the tests sign. */
export const NOW = Date.UTC(2026, 5, 1, 3, 0, 0);
export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const YEAR = 365 * DAY;

/** `key` is that of the authorities. */
export async function makePki(now = NOW, key: KeyKind = 'p256'): Promise<TestPki> {
  const root = await makeRoot({ name: 'Test Root CA', key, now });
  const issuing = await issueBy(root, now, {
    name: 'Test Issuing CA',

    key,
    ca: true,
    pathLength: 0,
    usage: USAGE.authority,
    notAfter: now + 10 * YEAR,
  });
  const purpose = { usage: USAGE.stamper, purposesCritical: true };
  return {
    now,
    root,
    issuing,
    responder: await issueBy(issuing, now, {
      name: 'Test OCSP',
      purposes: [PURPOSE.ocspSigning],
      usage: USAGE.stamper,
      noCheck: true,
      notAfter: now + 30 * DAY,
    }),
    stamper: await issueBy(issuing, now, { name: 'Test TSA', purposes: [PURPOSE.timeStamping], ...purpose, notAfter: now + 5 * YEAR }),
    anchors: [{ certificate: root.certificate }],
    issue: (spec) => issueBy(issuing, now, spec),
  };
}
