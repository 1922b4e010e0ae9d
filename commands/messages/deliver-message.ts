import type { CaseCommandOf } from '../case-command.ts';
import { withoutEnvelope } from './envelope.ts';

/** A stored message reaches the subscription it meets; consumed in the same statement, so never twice. */
export const deliverMessage: CaseCommandOf<'deliverMessage'> = {
  kind: 'case',
  by: 'system',
  authorize: () => undefined,
  decide(_, { instance, node, name, variables, messageId }) {
    const step = { type: 'deliverMessage', instance, node, name, variables: withoutEnvelope(variables) } as const;
    return { command: { ...step, messageId }, step, consumes: messageId };
  },
};
