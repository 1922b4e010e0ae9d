import { OID } from '../../signing/asn1/oids.ts';
import type { Certificate } from '../../signing/trust/certificate.ts';
import { buildOcspRequest } from '../../signing/trust/ocsp-request.ts';
import { allowedAddress, type AllowedHosts } from './allowed-address.ts';
import type { EvidenceCache } from './evidence-cache.ts';
import { evidenceFault } from './evidence-fault.ts';
import type { Exchange } from './exchange.ts';
import { firstThatAnswers } from './first-that-answers.ts';
import { freshStatus } from './fresh-status.ts';

export interface RevocationClientOptions {
  readonly exchange: Exchange;
  readonly hosts: AllowedHosts;
  readonly cache: EvidenceCache;
  /** milliseconds of the epoch */
  readonly clock: () => number;
}

/** Evidence (DER) about a certificate by its issuer. Throws Transient `keys.*` or Rejection `evidence.*`. */
export type RevocationClient = (certificate: Certificate, issuer: Certificate) => Promise<Buffer>;

const MOST_BYTES = 256 * 1024;
const TIMEOUT_MS = 15_000;

/** Asks the OCSP service that the certificate names (RFC 6960 A.1), where that is allowed; an answer is kept until its next update. */
export function createOcspClient({ exchange, hosts, cache, clock }: RevocationClientOptions): RevocationClient {
  return async (certificate, issuer) =>
    await cache.get(
      `ocsp ${certificate.fingerprint}`,
      async () =>
        await firstThatAnswers(certificate.addressesOf(OID.ocsp), `an OCSP service of ${certificate.name}`, async (address) => {
          const url = allowedAddress(address, hosts);
          const der = await ask(exchange, url, buildOcspRequest(certificate, issuer));
          return { der, until: freshStatus({ ocsp: der }, { certificate, issuer, now: clock() }).until };
        }),
    );
}

async function ask(exchange: Exchange, url: URL, body: Buffer): Promise<Buffer> {
  const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' };
  const answer = await exchange({ url, method: 'POST', headers, body, mostBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS });
  if (answer.status !== 200) throw evidenceFault('noService', `Expected an answer of ${url.host}, but its status is ${answer.status}.`);
  return answer.body;
}
