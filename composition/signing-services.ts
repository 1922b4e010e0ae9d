/** Keys, trust and evidence as the settings name them, opened once and handed down. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { required } from '../errors.ts';
import { createCscBackend } from '../keys/backends/csc/csc-backend.ts';
import { createHsmBackend } from '../keys/backends/pkcs11/hsm-backend.ts';
import { createPkcs12Backend } from '../keys/backends/pkcs12/pkcs12-backend.ts';
import { DemoAuthority } from '../keys/demo-authority/demo-authority.ts';
import { demoExchange } from '../keys/demo-authority/demo-exchange.ts';
import type { EvidenceServices } from '../keys/evidence/collect-evidence.ts';
import { createCrlClient } from '../keys/evidence/crl-client.ts';
import { EvidenceCache } from '../keys/evidence/evidence-cache.ts';
import { createExchange, type Exchange } from '../keys/evidence/exchange.ts';
import { createOcspClient } from '../keys/evidence/ocsp-client.ts';
import { createTimeStampClient } from '../keys/evidence/time-stamp-client.ts';
import { signedOnce } from '../keys/signed-once.ts';
import type { BackendName, SigningBackend } from '../keys/signing-backend.ts';
import { loadTrust } from '../keys/trust/load-trust.ts';
import { joinTrust } from '../keys/trust/trust.ts';
import type { Logger } from '../logging/logger.ts';
import { openExchange } from './open-exchange.ts';
import { readCscClient } from './read-csc-client.ts';

export interface SigningServices {
  /** each signs a request id once */
  readonly backends: ReadonlyMap<BackendName, SigningBackend>;
  readonly evidence: EvidenceServices;
  /** keys for made-up people; undefined outside a demonstration */
  readonly demo: DemoAuthority | undefined;
  /** how services outside are asked, for others who ask the same ones */
  readonly exchange: Exchange;
  close(): Promise<void>;
}

/** Throws Rejection where a file cannot be used. */
export async function openSigningServices(config: Config, logger: Logger): Promise<SigningServices> {
  const demo = config.demo ? await openDemo(config) : undefined;
  const outside = openExchange(config.signing);
  const exchange = demo ? demoExchange(demo, outside) : outside;
  // keys on signers' computers are asked through commands, and answer when their person has time: there is nothing to open
  const here = config.signing.backends.filter((name) => name !== 'agent');
  const opened = here.map((name) => signedOnce(openBackend(name, config, { logger, demo })));
  return {
    backends: new Map(opened.map((backend) => [backend.name, backend])),
    evidence: evidenceOf(config, exchange, demo),
    demo,
    exchange,
    close: async () => {
      for (const backend of opened) await backend.close();
    },
  };
}

async function openDemo({ dataFolder, publicUrl, port }: Config): Promise<DemoAuthority> {
  const baseUrl = publicUrl ?? `http://localhost:${port}`;
  return await DemoAuthority.open({ folder: path.join(dataFolder, 'demo-authority'), baseUrl, clock: Date.now });
}

interface Opening {
  readonly logger: Logger;
  readonly demo: DemoAuthority | undefined;
}

function openBackend(name: Exclude<BackendName, 'agent'>, { signing }: Config, { logger, demo }: Opening): SigningBackend {
  switch (name) {
    case 'demo':
      return required(demo, 'a demo authority beside the demo back end').backend();
    case 'pkcs12':
      return createPkcs12Backend(required(signing.pkcs12Folder, 'PKCS12_FOLDER'));
    case 'hsm':
      return createHsmBackend({ ...required(signing.hsm, 'HSM_MODULE and HSM_TOKEN'), clock: Date.now, logger });
    case 'csc': {
      const { url, tokenUrl, clientFile } = required(signing.csc, 'CSC_URL and CSC_CLIENT_FILE');
      // a signature is asked for once: no second attempt here
      return createCscBackend({
        url,
        tokenUrl,
        ...readCscClient(clientFile),
        exchange: createExchange({ proxy: signing.proxy }),
        clock: Date.now,
        wait: pause,
      });
    }
  }
}

function evidenceOf({ signing, timeStamps }: Config, exchange: Exchange, demo: DemoAuthority | undefined): EvidenceServices {
  const trust = joinTrust(...(signing.trustFolder === undefined ? [] : [loadTrust(signing.trustFolder)]), ...(demo ? [demo.trust] : []));
  const clock = Date.now;
  const hosts = [...signing.evidenceHosts, ...(demo ? [demo.host] : [])];
  const urls = timeStamps ? timeStamps.urls.map((url) => new URL(url)) : demo ? [demo.timeStampUrl] : [];
  const revocation = { exchange, hosts, cache: new EvidenceCache(clock), clock };
  return {
    timeStamp: createTimeStampClient({ urls, exchange, trust, clock, random: randomBytes }),
    ocsp: createOcspClient(revocation),
    crl: createCrlClient(revocation),
    trust,
    clock,
    random: randomBytes,
  };
}
