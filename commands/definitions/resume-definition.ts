import { resumeDefinition as resume } from '../../store/repositories/suspension.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { notFound } from '../rights/require.ts';
import { authorizeDefinition } from './definition-rights.ts';

/** What came due meanwhile is spread over `spreadSeconds` (default five minutes). */
export const resumeDefinition: PlainCommandOf<'resumeDefinition'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    await authorizeDefinition(services, acting, input.definition, 'resume');
    const done = await resume(services.db, input.definition, now, input.spreadSeconds);
    if (!done) throw notFound('Definition');
    services.logger.info({ definition: input.definition, account: acting.actor.account }, 'definition resumed');
    return done;
  },
};
