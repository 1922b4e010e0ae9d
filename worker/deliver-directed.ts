/** Delivers a stored message that is directed at one case, to whatever of it listens at this moment. */
import { MESSAGE_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { runCommand } from '../commands/run-command.ts';
import { Rejection, Transient } from '../errors.ts';
import { findDirected, type DirectedMessage } from '../store/queues/messages.ts';

const TRIES = 3;
/** the case went on in between: somebody else of it may listen */
const MOVED: ReadonlySet<string> = new Set(['messageNotAwaited', 'instanceEnded']);

/** The message where nobody listens; undefined when it was delivered or is gone. Throws what the delivery throws. */
export async function deliverDirected(
  services: Services,
  messageId: string,
): Promise<Extract<DirectedMessage, { state: 'unheard' }> | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await findDirected(services.db, messageId);
    if (found.state === 'gone') return undefined;
    if (found.state === 'unheard') return found;
    const { payload: variables, ...message } = found.matched;
    try {
      await runCommand(services, MESSAGE_ACTOR, { type: 'deliverMessage', ...message, variables });
      return undefined;
    } catch (error) {
      if (!(error instanceof Rejection && MOVED.has(error.code))) throw error;
    }
  }
  throw new Transient('messageNotAwaited', `Expected the case of message ${messageId} to keep still for its delivery.`);
}
