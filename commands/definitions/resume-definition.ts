import { resumeDefinition as resume } from '../../store/repositories/suspension.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { notFound } from '../../casework/require-permission.ts';
import { authorizeDefinition } from './definition-rights.ts';
import { onRecord } from './on-record.ts';

/** What came due meanwhile is spread over `spreadSeconds` (default five minutes). */
export const resumeDefinition: PlainCommandOf<'resumeDefinition'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, { services, input }, now) {
    const { id, key } = await authorizeDefinition(services, acting, input.definition, 'resume');
    const act = { act: 'resumeDefinition', subject: id, procedure: key, at: now };
    const done = await onRecord(services, acting, act, async (tx) => await resume(tx, id, now, input.spreadSeconds));
    if (!done) throw notFound('Definition');
    return done;
  },
};
