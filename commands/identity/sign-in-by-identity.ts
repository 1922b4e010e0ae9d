/**
 * The national identity says who it is: the person with that số định danh, and their one account, which is there or is not. Nothing is
 * created by it. Where it proved them by two factors no other is asked for (S3 Điều 8 khoản 2 điểm d: its mechanism prevails).
 */
import { findSignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import { noteSignInFailure } from '../../store/repositories/sign-in-failures.ts';
import { admit } from '../access/admit.ts';
import { identityWithoutAccount } from '../access/refusals.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Throws unauthenticated `identityWithoutAccount`: nobody has it, or the account is not active. */
export const signInByIdentity: PlainCommandOf<'signInByIdentity'> = {
  kind: 'plain',
  by: 'system',
  answer: 'never',
  async run(_, { services, input }, now) {
    const { identityNumber, subject, session, strong, address, agent, network, certificate } = input;
    const account = await findSignInAccount(services.db, { identityNumber }, now);
    if (account?.state !== 'active') {
      await noteSignInFailure(services.db, account?.id, network ?? 'unknown', now);
      throw identityWithoutAccount();
    }
    const place = {
      ...(address !== undefined && { address }),
      ...(agent !== undefined && { agent }),
      ...(network !== undefined && { network }),
      certificate,
    };
    return await admit(services, { account, methods: ['identity'], secondFactor: strong, place, identity: { subject, session } }, now);
  },
};
