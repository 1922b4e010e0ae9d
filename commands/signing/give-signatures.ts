/**
 * Signatures over exactly what was shown. Each is checked before it is kept, and the file as a whole by the verifier; with the last one the
 * task is completed in the name of the person who began. Nobody is given a signed file before it is on record with that step.
 */
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { RunCommand, Services, StepOutcome } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { collectSignatures } from './collect-signatures.ts';
import { requireUnderWay, signingAt } from './signing-at.ts';
import { signingView } from './signing-view.ts';
import { takeSignatures } from './take-signatures.ts';

export const giveSignatures = (run: RunCommand): PlainCommandOf<'giveSignatures'> => ({
  kind: 'plain',
  by: 'person',
  answer: 'never',
  covered: true,
  async run(acting, { services, input, options, actor }, now) {
    const found = await signingAt(services, acting, input.signing);
    // asked again after the answer was lost
    if (found.signing.state === 'recorded' && found.isOwn) return signingView(found.signing, found.items);
    requireUnderWay(found.signing, now);
    if (found.signing.state === 'prepared') await requireRecent(services, options.authenticatedAt, now);
    const step = await takeSignatures(run, services, {
      acting,
      found,
      shown: input.shown,
      origin: actor.origin,
      now,
      signatures: async (mine) => await collectSignatures(services, found, mine, input),
    });
    return await viewNow(services, acting, input.signing, step);
  },
});

async function viewNow(services: Services, acting: Acting, id: string, step: StepOutcome | undefined) {
  const { signing, items } = await signingAt(services, acting, id);
  return { ...signingView(signing, items), ...(step && { step }) };
}
