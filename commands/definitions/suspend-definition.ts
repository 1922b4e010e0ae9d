import { suspendDefinition as suspend } from '../../store/repositories/suspension.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { notFound } from '../../casework/require-permission.ts';
import { authorizeDefinition } from './definition-rights.ts';
import { onRecord } from './on-record.ts';

/** Holds back a version with all its cases: no case starts, none takes a step, timers and jobs are parked, messages wait. */
export const suspendDefinition: PlainCommandOf<'suspendDefinition'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    const { id, key } = await authorizeDefinition(services, acting, input.definition, 'suspend');
    const act = { act: 'suspendDefinition', subject: id, procedure: key, reason: requireText(input.reason, 'reason'), at: now };
    const done = await onRecord(services, acting, act, async (tx) => await suspend(tx, id));
    if (!done) throw notFound('Definition');
    return done;
  },
};
