import type { CaseCommandOf } from '../case-command.ts';

/** A due timer. The kernel ignores one whose due instant it no longer has armed: conflict `timerNotArmed`. */
export const fireTimer: CaseCommandOf<'fireTimer'> = {
  kind: 'case',
  by: 'system',
  authorize: () => undefined,
  decide(_, { instance, node, due }) {
    const step = { type: 'fireTimer', instance, node, due } as const;
    return { command: step, step };
  },
};
