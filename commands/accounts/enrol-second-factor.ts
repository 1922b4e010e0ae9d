/**
 * A second factor has been handed over: the account that waits for it becomes active, and roles that need one begin to count. What was
 * approved is not decided again here. On the record of administration.
 */
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { byRight } from '../../store/by-right.ts';
import { enrolSecondFactor as enrol, loadAccount } from '../../store/repositories/accounts.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';

const KINDS: readonly string[] = ['otp', 'certificate'];

/** Throws notFound `accountNotFound`, conflict `accountState` (revoked), forbidden for one's own account. */
export const enrolSecondFactor: PlainCommandOf<'enrolSecondFactor'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run({ ability, actor, epochs }, { services: { db }, input: { account: id, kind, reference } }, now) {
    const account = await loadAccount(db, id);
    if (!account) throw notFound('Account');
    const { person, unitPath, state, grants } = account;
    const roles = grants.filter(({ validTo }) => validTo === undefined || validTo > now).map(({ role }) => role);
    requirePermission(ability, 'enrolSecondFactor', 'Account', { account: id, person, unitPath, state, roles });
    if (!KINDS.includes(kind)) throw invalidInput('kindInvalid', 'kind', `Expected one of ${KINDS.join(', ')}.`, 'secondFactorKind');
    const what = requireText(reference, 'reference', 200);
    return await byRight(db, epochs, async (tx) => {
      const outcome = { state: await enrol(tx, id, kind, what, now), kind, reference: what };
      await recordAct(tx, { at: now, actor, epoch: epochs[0]?.epoch, act: 'enrolSecondFactor', subject: id, unitPath, outcome });
      return { state: outcome.state };
    });
  },
};
