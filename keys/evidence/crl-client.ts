import { allowedAddress } from './allowed-address.ts';
import { evidenceFault } from './evidence-fault.ts';
import type { Exchange } from './exchange.ts';
import { firstThatAnswers } from './first-that-answers.ts';
import { freshStatus } from './fresh-status.ts';
import { listAddresses } from './list-addresses.ts';
import type { RevocationClient, RevocationClientOptions } from './ocsp-client.ts';

/** Lists of large authorities have tens of thousands of entries of about 40 bytes. */
const MOST_BYTES = 32 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** Fetches the revocation list that the certificate names, where that is allowed; one is kept for all its certificates until its next update. */
export function createCrlClient({ exchange, hosts, cache, clock }: RevocationClientOptions): RevocationClient {
  return async (certificate, issuer) =>
    await firstThatAnswers(listAddresses(certificate), `a revocation list for ${certificate.name}`, async (address) => {
      const url = allowedAddress(address, hosts);
      const question = { certificate, issuer, now: clock() };
      const der = await cache.get(`crl ${issuer.fingerprint} ${url.href}`, async () => {
        const list = await download(exchange, url);
        return { der: list, until: freshStatus({ crl: list }, question).until };
      });
      // a list that is at hand was checked for another certificate
      freshStatus({ crl: der }, question);
      return der;
    });
}

async function download(exchange: Exchange, url: URL): Promise<Buffer> {
  const answer = await exchange({ url, method: 'GET', mostBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS });
  if (answer.status !== 200) throw evidenceFault('noService', `Expected a list of ${url.host}, but its status is ${answer.status}.`);
  return answer.body;
}
