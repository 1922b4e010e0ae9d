/** The end of every way of signing in: a session under a new token, on the record, with what its holder should know. */
import type { Session } from '../../store/connection.ts';
import { accountAdministrators } from '../../store/queries/account-administrators.ts';
import { recordAct } from '../../store/repositories/acts.ts';
import { liveNetworks, saveSession, type NewSession, type SignInMethod } from '../../store/repositories/sessions.ts';
import { requirePasswordChange, type SignInAccount } from '../../store/repositories/sign-in-accounts.ts';
import { takeSignInFailures } from '../../store/repositories/sign-in-failures.ts';
import type { CallerPlace, SignedIn } from '../access-contract.ts';
import type { Services } from '../contract.ts';
import { accessNumber, accessWords } from './access-value.ts';
import { newToken } from './new-token.ts';
import { passwordExpiry, passwordRules } from '../accounts/password.ts';
import { signInFailed } from './refusals.ts';
import { tellAccounts } from './tell-account.ts';

export interface Entry {
  readonly account: SignInAccount;
  readonly methods: readonly SignInMethod[];
  readonly secondFactor: boolean;
  readonly place: CallerPlace;
  readonly identity?: NewSession['identity'];
}

const MINUTE_SECONDS = 60;

/** In the transaction that used up what was proved. Throws unauthenticated `signInFailed` when the account is no longer active. */
export async function openSession(services: Services, tx: Session, entry: Entry, now: string): Promise<SignedIn> {
  const { account, methods, secondFactor, place, identity } = entry;
  const { address, agent, network } = place;
  const token = newToken();
  const minutes = await accessNumber(services, 'access.session.absolute', now);
  const idleSeconds = (await accessNumber(services, 'access.session.idle', now)) * MINUTE_SECONDS;
  const expiresAt = new Date(Date.parse(now) + minutes * MINUTE_SECONDS * 1_000).toISOString();
  const elsewhere = (await liveNetworks(tx, account.id, now)).filter((known) => known !== network);
  const session = { token, account: account.id, now, expiresAt, address, agent, network, methods, secondFactor, idleSeconds, identity };
  if (!(await saveSession(tx, session))) throw signInFailed();
  if (methods.includes('password')) await expirePassword(services, tx, account, now);
  const failures = await takeSignInFailures(tx, account.id);
  await recordAct(tx, {
    at: now,
    actor: { account: account.id, person: account.person },
    epoch: account.rightsEpoch,
    act: 'signIn',
    subject: account.id,
    unitPath: account.unitPath,
    outcome: {
      methods: [...methods],
      secondFactor,
      address: address ?? null,
      agent: agent ?? null,
      failures: failures.map((each) => ({ ...each })),
      elsewhere,
    },
  });
  if (network !== undefined && elsewhere.length > 0) await alertOfTwoPlaces(services, tx, account, [network, ...elsewhere], now);
  return { kind: 'session', token, account: account.id, person: account.person, login: account.login, expiresAt, failures };
}

/** ACC-13: an account is one person's, and one person is in one place. */
async function alertOfTwoPlaces(
  services: Services,
  tx: Session,
  { id, name, login }: SignInAccount,
  networks: readonly string[],
  now: string,
): Promise<void> {
  const roles = await accessWords(services, 'access.alert.roles', now);
  const accounts = [id, ...(await accountAdministrators(tx, id, roles, now))];
  const data = { name, login, networks: networks.join(', ') };
  await tellAccounts(services, tx, { template: 'access-two-places', accounts, data }, now);
}

/** A password that is too old has to be changed before anything else (S3 Điều 8 khoản 2 điểm b). */
async function expirePassword(services: Services, tx: Session, account: SignInAccount, now: string): Promise<void> {
  const { age } = await passwordRules(services, account.roles, now);
  const { passwordChangedAt } = account;
  if (passwordChangedAt === undefined || passwordExpiry(passwordChangedAt, age) <= now) await requirePasswordChange(tx, account.id, now);
}
