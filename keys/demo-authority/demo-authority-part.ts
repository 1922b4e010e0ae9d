import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../../signing/trust/certificate.ts';

/** A certificate with its key: an authority, a service of it, or a holder. */
export interface DemoPart {
  readonly certificate: Certificate;
  readonly key: KeyObject;
}
