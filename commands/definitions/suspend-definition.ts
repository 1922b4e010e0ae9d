import { suspendDefinition as suspend } from '../../store/repositories/suspension.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { notFound } from '../rights/require.ts';
import { authorizeDefinition } from './definition-rights.ts';

/** Holds back a version with all its cases: no case starts, none takes a step, timers and jobs are parked, messages wait. */
export const suspendDefinition: PlainCommandOf<'suspendDefinition'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }) {
    await authorizeDefinition(services, acting, input.definition, 'suspend');
    requireText(input.reason, 'reason');
    const done = await suspend(services.db, input.definition);
    if (!done) throw notFound('Definition');
    services.logger.info({ definition: input.definition, account: acting.actor.account, reason: input.reason }, 'definition suspended');
    return done;
  },
};
