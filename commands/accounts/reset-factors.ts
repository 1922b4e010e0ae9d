/** Second factors that are lost or stolen: they, the recovery codes, the sessions and the agents of the account end; its holder enrols anew. */
import { endAgents } from '../../store/repositories/agents.ts';
import { endFactors, replaceRecoveryCodes } from '../../store/repositories/factors.ts';
import { endSessionsOf } from '../../store/repositories/sessions.ts';
import { administeredAnew } from '../access/administered-anew.ts';
import { onRecord } from '../access/own-account.ts';
import { tellAccounts } from '../access/tell-account.ts';
import type { PlainCommandOf } from '../case-command.ts';

/** Throws notFound `accountNotFound`, forbidden, `reauthenticationRequired`. */
export const resetFactors: PlainCommandOf<'resetFactors'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, asked, now) {
    const { services } = asked;
    const { account, reason } = await administeredAnew(asked, acting, 'enrolSecondFactor', now);
    return await onRecord(services, acting, now, async (tx) => {
      const ended = await endFactors(tx, account.id, now);
      await replaceRecoveryCodes(tx, account.id, [], now);
      await endSessionsOf(tx, account.id);
      await endAgents(tx, account.id, now);
      await tellAccounts(services, tx, { template: 'access-factors-reset', accounts: [account.id], data: { name: account.name } }, now);
      return {
        answer: { ended: ended.length },
        act: { act: 'resetFactors', account, reason, outcome: { ended: ended.map(({ kind, name }) => ({ kind, name })) } },
      };
    });
  },
};
