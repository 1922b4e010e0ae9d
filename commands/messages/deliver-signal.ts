import type { CaseCommandOf } from '../case-command.ts';
import { withoutEnvelope } from './envelope.ts';

/** A signal reaches one case, once. While the case is suspended it waits: conflict `caseSuspended`, to be tried again later. */
export const deliverSignal: CaseCommandOf<'deliverSignal'> = {
  kind: 'case',
  by: 'system',
  once: ({ signalId, caseId }) => `signal:${signalId}:${caseId}`,
  authorize: () => undefined,
  decide(_, { name, variables, signalId }) {
    const step = { type: 'deliverSignal', name, variables: withoutEnvelope(variables) } as const;
    return { command: { ...step, signalId }, step };
  },
};
