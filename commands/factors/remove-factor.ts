import { notFound } from '../../casework/require-permission.ts';
import { Rejection } from '../../errors.ts';
import { endFactor, listFactors } from '../../store/repositories/factors.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import { requireRecent } from '../access/require-recent.ts';
import { tellAccounts } from '../access/tell-account.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** One's own. Throws notFound `factorNotFound`, conflict `lastSecondFactor` where a role needs one, `reauthenticationRequired`. */
export const removeFactor: PlainCommandOf<'removeFactor'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input, options }, now) {
    await requireRecent(services, options.authenticatedAt, now);
    const account = await ownAccount(services, acting, now);
    return await onRecord(services, acting, now, async (tx) => {
      const ended = await endFactor(tx, account.id, input.factor, now);
      if (!ended) throw notFound('Factor');
      const left = (await listFactors(tx, account.id)).filter(({ confirmedAt }) => confirmedAt !== undefined);
      if (left.length === 0 && account.needsSecondFactor)
        throw new Rejection(
          'conflict',
          'lastSecondFactor',
          'Expected another second factor to be there first: a role of this account needs one.',
        );
      const data = { name: account.name, factor: ended.name };
      await tellAccounts(services, tx, { template: 'access-factor-removed', accounts: [account.id], data }, now);
      return { answer: { removed: true }, act: { act: 'removeFactor', account, outcome: { method: ended.kind, name: ended.name } } };
    });
  },
};
