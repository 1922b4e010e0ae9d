/** A process of its own that completes the evidence of documents, and kills itself at the point it is told. Started by evidence-kill.test.ts. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crashHookFor, installCrashHook } from '../../../commands/crash-point.ts';
import { openServices } from '../../../commands/open-services.ts';
import { createLogger } from '../../../logging/logger.ts';
import { Certificate } from '../../../signing/trust/certificate.ts';
import { openDatabase } from '../../../store/connection.ts';
import { completeEvidence } from '../../../worker/complete-evidence.ts';
import { testVault } from '../../test-vault.ts';

export interface EvidenceHandover {
  readonly url: string;
  readonly now: string;
  /** base64 of DER */
  readonly root: string;
  /** what the authorities give: the file with it, base64; absent: they are down */
  readonly collected?: string;
}

const [file = '', crashAt = ''] = process.argv.slice(2);
const { url, now, root, collected } = JSON.parse(readFileSync(file, 'utf8')) as EvidenceHandover;
const hook = crashHookFor(crashAt, () => process.kill(process.pid, 'SIGKILL'));
if (hook) installCrashHook(hook);
const db = openDatabase(url, { max: 2, vault: testVault() });
const services = openServices({
  db,
  clock: () => now,
  newId: () => crypto.randomUUID(),
  random: Math.random,
  wait: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
  logger: createLogger({ level: 'silent', format: 'json' }),
  rootUnit: 'cuc',
  signing: {
    anchors: () => [{ certificate: new Certificate(Buffer.from(root, 'base64')) }],
    backends: new Map(),
    random: randomBytes,
    collectEvidence: async (pdf) =>
      await Promise.resolve(
        collected === undefined
          ? { pdf, level: 'B-B', pending: [{ kind: 'timeStamp', code: 'keys.serviceDown', mayPass: true }] }
          : { pdf: Buffer.from(collected, 'base64'), level: 'B-LT', pending: [] },
      ),
    secondVerifiers: [{ name: 'another', verify: async () => await Promise.resolve({ valid: true, said: '' }) }],
  },
});
await completeEvidence(services);
await db.close();
