/** A process of its own that signs a task, and kills itself at the point it is told. Started by kill.test.ts. */
import { createPrivateKey, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runCommand } from '../../../commands/run-command.ts';
import { Certificate } from '../../../signing/trust/certificate.ts';
import { keyOf } from '../../signing/sign-letter.ts';
import { MANAGER, NOW } from '../fixtures.ts';
import { killedServices } from './killed-services.ts';

export interface Handover {
  readonly url: string;
  readonly task: { readonly caseId: string; readonly instance: number };
  /** base64 of DER */
  readonly root: string;
  readonly issuing: string;
  readonly certificate: string;
  /** PEM */
  readonly key: string;
}

const [file = '', crashAt = ''] = process.argv.slice(2);
const handover = JSON.parse(readFileSync(file, 'utf8')) as Handover;
const certificateOf = (text: string): Certificate => new Certificate(Buffer.from(text, 'base64'));
const { db, services } = killedServices({
  url: handover.url,
  now: NOW,
  crashAt,
  signing: {
    anchors: () => [{ certificate: certificateOf(handover.root) }],
    backends: new Map([
      [
        'demo',
        {
          identity: async () =>
            await Promise.resolve({ certificate: certificateOf(handover.certificate), chain: [certificateOf(handover.issuing)] }),
          sign: async (_, requests) =>
            await Promise.all(requests.map(async (request) => await keyOf({ privateKey: createPrivateKey(handover.key) })(request))),
        },
      ],
    ]),
    random: randomBytes,
  },
});
const options = { authenticatedAt: NOW };
const shown = await runCommand<'beginSigning'>(
  services,
  MANAGER,
  { type: 'beginSigning', ...handover.task, key: { method: 'demo' } },
  options,
);
const hashes = shown.signatures.map((item) => item.shown ?? '');
await runCommand<'giveSignatures'>(services, MANAGER, { type: 'giveSignatures', signing: shown.id, shown: hashes }, options);
process.stdout.write('signed');
await db.close();
