/**
 * After a step is saved: messages that were kept until now go to the subscriptions it opened. Nothing is lost when this fails or
 * the process dies: the same entry lies in the outbox.
 */
import type { MatchedMessage } from '../../store/contract.ts';
import { MESSAGE_ACTOR } from '../actors.ts';
import type { RunCommand, Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';

export async function followUp(services: Services, run: RunCommand, matched: readonly MatchedMessage[]): Promise<void> {
  for (const { messageId, caseId, instance, node, name, payload } of matched) {
    crashPoint('beforeFollowUp');
    try {
      await run(services, MESSAGE_ACTOR, { type: 'deliverMessage', caseId, instance, node, name, variables: payload, messageId });
    } catch (error) {
      services.logger.info({ caseId, messageId, error }, 'a kept message is left to the outbox');
    }
    crashPoint('followUpDone');
  }
}
