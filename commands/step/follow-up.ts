/**
 * After a step is saved: messages that were kept until now go to the subscriptions it opened, and on to those that these deliveries
 * open. Nothing is lost when this fails, stops or the process dies: the same entries lie in the outbox.
 */
import type { MatchedMessage } from '../../store/contract.ts';
import type { Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';

/** Whoever made the step waits for its follow-ups; beyond this many the outbox takes over. */
const MOST = 20;

/** Delivers one message in a step of its own, and tells what that step meets. */
export type Deliver = (message: MatchedMessage) => Promise<readonly MatchedMessage[]>;

export async function followUp({ logger }: Services, matched: readonly MatchedMessage[], deliver: Deliver): Promise<void> {
  const waiting = [...matched];
  for (let count = 0; count < MOST; count += 1) {
    const message = waiting.shift();
    if (!message) return;
    crashPoint('beforeFollowUp');
    try {
      waiting.push(...(await deliver(message)));
    } catch (error) {
      logger.info({ caseId: message.caseId, messageId: message.messageId, error }, 'a kept message is left to the outbox');
    }
    crashPoint('followUpDone');
  }
}
