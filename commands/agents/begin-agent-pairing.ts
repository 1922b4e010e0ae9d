import { byRight } from '../../store/by-right.ts';
import { addAgentCode } from '../../store/repositories/agents.ts';
import { accessNumber } from '../access/access-value.ts';
import { ownAccount } from '../access/own-account.ts';
import { newRecoveryCode, plainRecoveryCode } from '../access/recovery-codes.ts';
import { requireRecent } from '../access/require-recent.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { LONGEST_NAME } from '../factors/factor-name.ts';

const MINUTE_MS = 60_000;

/** A code to be typed into the agent: short-lived, for one use, and the only one of its account. Throws forbidden `reauthenticationRequired`. */
export const beginAgentPairing: PlainCommandOf<'beginAgentPairing'> = {
  kind: 'plain',
  by: 'person',
  answer: 'never',
  async run(acting, { services, input, options }, now) {
    await requireRecent(services, options.authenticatedAt, now);
    const { id: account } = await ownAccount(services, acting, now);
    const name = requireText(input.name, 'name', LONGEST_NAME);
    const minutes = await accessNumber(services, 'access.agent.code', now);
    const expiresAt = new Date(Date.parse(now) + minutes * MINUTE_MS).toISOString();
    const code = newRecoveryCode();
    await byRight(services.db, acting.epochs, async (tx) => {
      await addAgentCode(tx, { code: plainRecoveryCode(code), account, name, now, expiresAt });
    });
    return { code, expiresAt };
  },
};
