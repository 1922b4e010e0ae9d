import { suspendTopic as suspend } from '../../store/repositories/suspension.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { onRecord } from './on-record.ts';
import { authorizeTopic } from './topic-rights.ts';

/** No further job of the topic is handed out; running ones finish. `changed` is false when it was suspended already. */
export const suspendTopic: PlainCommandOf<'suspendTopic'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    authorizeTopic(services, acting, input.topic, 'suspend');
    const topic = requireText(input.topic, 'topic', 200);
    const reason = requireText(input.reason, 'reason');
    const done = await onRecord(services, acting, { act: 'suspendTopic', subject: topic, reason, at: now }, async (tx) =>
      (await suspend(tx, topic, acting.actor.account, now, reason)) ? CHANGED : undefined,
    );
    return done ?? { changed: false };
  },
};

const CHANGED = { changed: true };
