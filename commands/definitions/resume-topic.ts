import { resumeTopic as resume } from '../../store/repositories/suspension.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { onRecord } from './on-record.ts';
import { authorizeTopic } from './topic-rights.ts';

export const resumeTopic: PlainCommandOf<'resumeTopic'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    const { topic, spreadSeconds } = input;
    authorizeTopic(services, acting, topic, 'resume');
    const done = await onRecord(services, acting, { act: 'resumeTopic', subject: topic, at: now }, async (tx) =>
      (await resume(tx, topic, now, spreadSeconds)) ? CHANGED : undefined,
    );
    return done ?? { changed: false };
  },
};

const CHANGED = { changed: true };
