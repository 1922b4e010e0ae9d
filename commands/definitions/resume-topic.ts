import { resumeTopic as resume } from '../../store/repositories/suspension.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { authorizeTopic } from './topic-rights.ts';

export const resumeTopic: PlainCommandOf<'resumeTopic'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    authorizeTopic(services, acting, input.topic, 'resume');
    return { changed: await resume(services.db, input.topic, now, input.spreadSeconds) };
  },
};
