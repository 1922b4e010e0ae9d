import { endPendingSignIn, tryPendingSignIn } from '../../store/repositories/pending-sign-ins.ts';
import { signInStepOver } from '../access/refusals.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Back from the national identity, once. Throws unauthenticated `signInStepOver`. */
export const takeIdentity: PlainCommandOf<'takeIdentity'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'never',
  async run(_, { services, input: { ticket } }, now) {
    const pending = await tryPendingSignIn(services.db, ticket, now, ['identity']);
    if (!pending || !(await endPendingSignIn(services.db, ticket))) throw signInStepOver();
    return pending.data as { state: string; nonce: string; verifier: string };
  },
};
