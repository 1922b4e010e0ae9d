/**
 * An agent brings what its token signed. From here it is what `giveSignatures` does with signatures that were made elsewhere: the same checks,
 * the same record. The person's fresh proof was given when they asked for it.
 */
import { createHash } from 'node:crypto';
import { giveAgentRequest } from '../../store/repositories/agent-requests.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { RunCommand } from '../contract.ts';
import { signatureBytes } from '../signing/signature-bytes.ts';
import { signingAt } from '../signing/signing-at.ts';
import { takeSignatures } from '../signing/take-signatures.ts';
import { agentRequestOf, requestSettled } from './agent-request-of.ts';
import { askerOf } from './asker-of.ts';

/** Throws notFound `agentRequestNotFound`, conflict `agentRequestSettled`, validation `signaturesInvalid`, and what giving signatures throws. */
export const deliverSignatures = (run: RunCommand): PlainCommandOf<'deliverSignatures'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input, actor }, now) {
    const asked = await agentRequestOf(services, acting, input);
    const given = createHash('sha256').update(input.signatures.join()).digest('hex');
    // shown by this agent; or brought by it before, and the answer was lost
    if (asked.state !== 'shown' && !(asked.state === 'given' && asked.given === given)) throw requestSettled();
    const asker = await askerOf(services, acting, asked, now);
    const found = await signingAt(services, asker, asked.signing);
    if (found.signing.state === 'recorded') return { state: 'recorded' };
    // it waits for the seal, or was let go of: nothing of it is done twice
    if (asked.state === 'given' && found.signing.state !== 'signed') return { state: found.signing.state };
    await takeSignatures(run, services, {
      acting: asker,
      found,
      shown: asked.shown,
      origin: actor.origin,
      now,
      signatures: async () => input.signatures.map(signatureBytes),
      also: async (tx) => {
        if (!(await giveAgentRequest(tx, asked.id, input.agent, given, now))) throw requestSettled();
      },
    });
    return { state: (await signingAt(services, asker, asked.signing)).signing.state };
  },
});
