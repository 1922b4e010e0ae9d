/** A signal to everybody who waits for it: one outbox entry per receiver, written in one statement, delivered each in its own step. */
import { byRight } from '../../store/by-right.ts';
import { broadcastSignal as spread } from '../../store/queues/messages.ts';
import { isSystem } from '../actors.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { checkVariables, withoutOwnNames } from '../check-variables.ts';
import { crashPoint } from '../crash-point.ts';
import { requirePermission } from '../../casework/require-permission.ts';
import { requireHeld } from '../protection/require-held.ts';
import { givenId } from './given-id.ts';

/** The same `id` (or idempotency key) spread again is delivered once to each receiver: deliveries are told apart by it. */
export const broadcastSignal: PlainCommandOf<'broadcastSignal'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'kept',
  async run(acting, request, now) {
    const { services, input, actor } = request;
    const name = requireText(input.name, 'name', 500);
    if (!isSystem(actor)) requirePermission(acting.ability, 'broadcast', 'Message', { name, unitPath: services.rootUnit }, true);
    const { variables = {} } = input;
    const payload = isSystem(actor) ? withoutOwnNames(variables) : variables;
    checkVariables(payload);
    requireHeld(services, payload);
    const except = isSystem(actor) ? input.except : undefined;
    const signal = { id: givenId(request), name, payload, ...(except !== undefined && { except }) };
    const receivers = await byRight(services.db, acting.epochs, async (tx) => await spread(tx, signal, now));
    crashPoint('signalSpread');
    return { receivers };
  },
};
