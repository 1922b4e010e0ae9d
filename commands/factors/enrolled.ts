import type { Session } from '../../store/connection.ts';
import type { SignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import type { SignInMethod } from '../../store/repositories/sessions.ts';
import type { Renewed } from '../access-contract.ts';
import { rotate, type AccountAct } from '../access/own-account.ts';
import { tellAccounts } from '../access/tell-account.ts';
import type { Services } from '../contract.ts';

export interface Enrolled {
  readonly account: SignInAccount;
  readonly token: string;
  readonly method: Extract<SignInMethod, 'otp' | 'passkey' | 'certificate'>;
  readonly name: string;
}

/** A factor was proved by enrolling it: the session has it now, other sessions without one are nobody's, and its holder is told. */
export async function enrolled(
  services: Services,
  tx: Session,
  act: string,
  { account, token, method, name }: Enrolled,
  now: string,
): Promise<{ readonly answer: Renewed; readonly act: AccountAct }> {
  const answer = await rotate(tx, { token, secondFactor: true, methods: [method] });
  await tellAccounts(
    services,
    tx,
    { template: 'access-factor-added', accounts: [account.id], data: { name: account.name, factor: name } },
    now,
  );
  return { answer, act: { act, account, outcome: { method, name } } };
}
