/** A process of its own that completes the evidence of documents, and kills itself at the point it is told. Started by evidence-kill.test.ts. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Certificate } from '../../../signing/trust/certificate.ts';
import { completeEvidence } from '../../../worker/complete-evidence.ts';
import { killedServices } from './killed-services.ts';

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
const { db, services } = killedServices({
  url,
  now,
  crashAt,
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
