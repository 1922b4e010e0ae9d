import { Rejection } from '../../errors.ts';
import { addAgent, findAgentCode, useAgentCode } from '../../store/repositories/agents.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import { newToken } from '../access/new-token.ts';
import { onRecord, ownAccount } from '../access/own-account.ts';
import { plainRecoveryCode } from '../access/recovery-codes.ts';
import { tellAccounts } from '../access/tell-account.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { actingOf } from '../rights/acting.ts';
import { announcedKey } from './announced-key.ts';

const LONGEST_PLATFORM = 100;
const LONGEST_CODE = 40;

/** The code says whose agent it becomes; its person is told. Throws unauthenticated `pairingCodeWrong`, in the same words whatever is wrong with it. */
export const pairAgent: PlainCommandOf<'pairAgent'> = {
  kind: 'plain',
  by: 'anyone',
  answer: 'never',
  async run(_, { services, input }, now) {
    const platform = requireText(input.platform, 'platform', LONGEST_PLATFORM);
    const key = announcedKey(input);
    const code = plainRecoveryCode(input.code.slice(0, LONGEST_CODE));
    const found = await findAgentCode(services.db, code, now);
    if (!found) throw codeWrong();
    const acting = await actingOf(services, { account: found.account }, await loadRights(services.db, found.account, now), now);
    const account = await ownAccount(services, acting, now);
    const { name } = found;
    const [agent, token] = [services.newId(), newToken()];
    return await onRecord(services, acting, now, async (tx) => {
      if (!(await useAgentCode(tx, code, now))) throw codeWrong();
      await addAgent(tx, { id: agent, account: account.id, token, name, platform, ...key, now });
      const data = { name: account.name, agent: name };
      await tellAccounts(services, tx, { template: 'access-agent-paired', accounts: [account.id], data }, now);
      return { answer: { agent, token, name }, act: { act: 'pairAgent', account, outcome: { agent, name, platform } } };
    });
  },
};

const codeWrong = (): Rejection =>
  new Rejection('unauthenticated', 'pairingCodeWrong', 'Expected a pairing code that was shown a short while ago and not used yet.');
