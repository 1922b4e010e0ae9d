/** What commands need to sign documents, to complete their evidence and to have a second verifier look, of what the settings have opened. */
import { randomBytes } from 'node:crypto';
import type { SecondVerifier } from '../commands/signing/document-evidence.ts';
import type { SigningServices as CommandSigning } from '../commands/signing/signing-services.ts';
import type { Config } from '../config.ts';
import { Rejection, required } from '../errors.ts';
import { documentEvidence } from '../keys/evidence/document-evidence.ts';
import { createExchange } from '../keys/evidence/exchange.ts';
import { dssVerifier } from '../keys/second-verifier/dss-verifier.ts';
import { opensslVerifier } from '../keys/second-verifier/openssl-verifier.ts';
import { pdfsigVerifier } from '../keys/second-verifier/pdfsig-verifier.ts';
import type { Trust } from '../keys/trust/trust.ts';
import type { Logger } from '../logging/logger.ts';
import type { Database } from '../store/connection.ts';
import { keyBackend } from './key-backend.ts';
import type { SigningServices } from './signing-services.ts';

/** Undefined where nobody is trusted to sign. Throws Rejection `config.invalid` where a second verifier is named that is not installed. */
export async function documentSigning(
  { signing, timeStamps }: Config,
  opened: SigningServices,
  { db, logger }: { readonly db: Database; readonly logger: Logger },
): Promise<CommandSigning | undefined> {
  const { evidence, backends, demo } = opened;
  const { trust } = evidence;
  if (trust.signing.length === 0) return undefined;
  return {
    anchors: () => trust.signing,
    timeStampAnchors: () => trust.timeStamp,
    backends: new Map([...backends].map(([name, backend]) => [name, keyBackend(backend, opened, db)])),
    random: randomBytes,
    ...((timeStamps ?? demo) && { timeStamp: evidence.timeStamp }),
    collectEvidence: async (signed, wanted, options) => await documentEvidence(signed, wanted, options, evidence),
    secondVerifiers: await secondVerifiers(signing, trust, logger),
  };
}

async function secondVerifiers(signing: Config['signing'], trust: Trust, logger: Logger): Promise<readonly SecondVerifier[]> {
  if (signing.secondVerifiers.length === 0) {
    logger.warn('no second verifier is configured (SECOND_VERIFIERS): documents are issued on the word of our own alone');
    return [];
  }
  const makers = {
    openssl: () => opensslVerifier(trust),
    pdfsig: () => pdfsigVerifier(trust),
    // the installation's own: what is signed goes there whole, and through no proxy
    dss: () => dssVerifier(required(signing.dssUrl, 'DSS_URL'), createExchange()),
  } as const;
  const verifiers = signing.secondVerifiers.map((name) => makers[name]());
  for (const { name, check } of verifiers) {
    const version = await check().catch(() => undefined);
    if (version === undefined)
      throw new Rejection(
        'validation',
        'config.invalid',
        `SECOND_VERIFIERS lists ${name}, but it is not installed. Install it, or remove it.`,
      );
    logger.info({ verifier: name, version }, 'second verifier found');
  }
  return verifiers;
}
