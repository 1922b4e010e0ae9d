/** The person has looked at the documents on the page, proves anew who they are, and asks their own agent to sign exactly these. */
import { createHash } from 'node:crypto';
import { Rejection } from '../../errors.ts';
import { byRight } from '../../store/by-right.ts';
import { addAgentRequest, latestAgentRequest } from '../../store/repositories/agent-requests.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';
import type { Shown } from '../signing/shown-item.ts';
import { AGENT } from '../signing/signer-identity.ts';
import { mineOf, requireUnderWay, signingAt } from '../signing/signing-at.ts';
import { signingView } from '../signing/signing-view.ts';
import { requireShown } from '../signing/require-shown.ts';

/** Throws what giving signatures throws; conflict `agentNotChosen`, `agentKeysDiffer`. */
export const askAgent: PlainCommandOf<'askAgent'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  covered: true,
  async run(acting, { services, input, options }, now) {
    const { signing, items, ...whose } = await signingAt(services, acting, input.signing);
    requireUnderWay(signing, now);
    await requireRecent(services, options.authenticatedAt, now);
    const mine = requireShown(mineOf({ signing, items, ...whose }), input.shown);
    const certificate = oneKeyOf(mine);
    const open = await latestAgentRequest(services.db, signing.id);
    const { account, onBehalfOf } = acting.actor;
    // the same asked again, after the answer was lost: the agent is not to sign twice
    const isSame = open?.account === account && open.certificate === certificate && open.shown.join() === input.shown.join();
    if (open && isSame && ['waiting', 'shown'].includes(open.state)) return signingView(signing, items, open);
    const request = {
      id: services.newId(),
      signing: signing.id,
      account,
      certificate,
      shown: input.shown,
      askedAt: now,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
    };
    await byRight(services.db, acting.epochs, async (tx) => await addAgentRequest(tx, request));
    return signingView(signing, items, { ...request, state: 'waiting' });
  },
};

/** An agent reaches one key. */
function oneKeyOf(mine: readonly Shown[]): string {
  if (mine.some(({ ready }) => ready.method !== AGENT))
    throw new Rejection('conflict', 'agentNotChosen', 'Expected documents that were shown to be signed by an agent.');
  const [certificate = '', other] = new Set(mine.map(({ ready }) => createHash('sha256').update(ready.certificate).digest('hex')));
  if (other === undefined) return certificate;
  throw new Rejection(
    'conflict',
    'agentKeysDiffer',
    'Expected one key for all that is shown: sign personally and seal one after the other.',
  );
}
