import { byRight } from '../../store/by-right.ts';
import type { Session } from '../../store/connection.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { renewSession, type Renewal } from '../../store/repositories/sessions.ts';
import { findSignInAccount, type SignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import { notFound } from '../../casework/require-permission.ts';
import type { Json } from '../../expressions/json.ts';
import type { Renewed } from '../access-contract.ts';
import type { Services } from '../contract.ts';
import type { Acting } from '../rights/acting.ts';
import { newToken } from './new-token.ts';
import { signInStepOver } from './refusals.ts';

/** One's own, as it is now. */
export async function ownAccount({ db }: Services, { actor }: Acting, now: string): Promise<SignInAccount> {
  const account = await findSignInAccount(db, { account: actor.account }, now);
  if (!account) throw notFound('Account');
  return account;
}

export interface AccountAct {
  /** the command */
  readonly act: string;
  readonly account: Pick<SignInAccount, 'id' | 'unitPath'>;
  readonly outcome: Json;
  readonly reason?: string;
}

/** A change of an account's access and its line on the record, or neither. */
export async function onRecord<T>(
  { db }: Services,
  { actor, epochs }: Acting,
  now: string,
  write: (tx: Session) => Promise<{ readonly answer: T; readonly act: AccountAct }>,
): Promise<T> {
  return await byRight(db, epochs, async (tx) => {
    const { answer, act } = await write(tx);
    const { account, ...rest } = act;
    await recordAct(tx, { ...rest, at: now, actor, epoch: epochs[0]?.epoch, subject: account.id, unitPath: account.unitPath });
    return answer;
  });
}

/** The session goes on under another token. Throws unauthenticated `signInStepOver` when it is over. */
export async function rotate(tx: Session, renewal: Omit<Renewal, 'next'>): Promise<Renewed> {
  const token = newToken();
  const expiresAt = await renewSession(tx, { ...renewal, next: token });
  if (expiresAt === undefined) throw signInStepOver();
  return { token, expiresAt };
}
