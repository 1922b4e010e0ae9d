import { suspendTopic as suspend } from '../../store/repositories/suspension.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { authorizeTopic } from './topic-rights.ts';

/** No further job of the topic is handed out; running ones finish. `changed` is false when it was suspended already. */
export const suspendTopic: PlainCommandOf<'suspendTopic'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    authorizeTopic(services, acting, input.topic, 'suspend');
    const topic = requireText(input.topic, 'topic', 200);
    return { changed: await suspend(services.db, topic, acting.actor.account, now, requireText(input.reason, 'reason')) };
  },
};
