/** What signing in needs to know of an account, in one read; and its earlier passwords. */
import type { Session } from '../connection.ts';
import type { AccountState } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';

export interface SignInAccount {
  readonly id: string;
  readonly login: string;
  readonly person: string;
  readonly name: string;
  readonly unitPath: string;
  readonly unitName?: string;
  readonly identityNumber?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly state: AccountState;
  readonly rightsEpoch: number;
  readonly passwordHash?: string;
  readonly passwordChangedAt?: string;
  /** of a password that was handed out */
  readonly passwordExpiresAt?: string;
  readonly mustChangePassword: boolean;
  /** approved, but not active before a second factor is enrolled */
  readonly awaitsSecondFactor: boolean;
  /** one of its roles asks for a second factor (S3 Điều 8 khoản 2 điểm d) */
  readonly needsSecondFactor: boolean;
  /** roles in force */
  readonly roles: readonly string[];
  /** kinds of the second factors that it has */
  readonly factors: readonly FactorKind[];
  readonly recoveryCodes: number;
}
export type FactorKind = 'otp' | 'passkey' | 'certificate';

/** By login name, account, or số định danh cá nhân of the person. */
export type AccountKey = { readonly login: string } | { readonly account: string } | { readonly identityNumber: string };

const inForce = (now: string): string => `g.account = a.id and g.valid_from <= ${now} and (g.valid_to is null or g.valid_to > ${now})`;
/** SQL: a role that counts asks for a second factor; before one is handed over such a role gives nothing. */
export const needsFactorSql = (now: string): string =>
  `(a.second_factor_at is not null and exists (select from role_grant g where ${inForce(now)} and g.needs_second_factor))`;
/** SQL: there is a second factor to ask for. */
export const HAS_FACTOR = 'exists (select from factor f where f.account = a.id and f.confirmed_at is not null and f.ended_at is null)';

// each key by its own index
const FIND = statement(`
  select a.id, a.login, a.person, p.name, p.unit_path as "unitPath", u.name as "unitName", p.identity_number as "identityNumber", p.email, p.phone,
    a.state, a.rights_epoch as "rightsEpoch", a.password_hash as "passwordHash", a.password_changed_at as "passwordChangedAt",
    a.password_expires_at as "passwordExpiresAt", a.must_change_password as "mustChangePassword", a.awaits_second_factor as "awaitsSecondFactor",
    ${needsFactorSql('$4::timestamptz')} as "needsSecondFactor",
    array(select distinct g.role from role_grant g where ${inForce('$4::timestamptz')} order by g.role) as roles,
    array(select distinct f.kind from factor f where f.account = a.id and f.confirmed_at is not null and f.ended_at is null order by f.kind) as factors,
    (select count(*)::int from recovery_code r where r.account = a.id and r.used_at is null) as "recoveryCodes"
  from account a join person p on p.id = a.person left join unit u on u.path = p.unit_path
  where a.id = coalesce($2, (select l.id from account l where l.login = $1),
    (select i.id from account i join person q on q.id = i.person where q.identity_number = $3 and i.state <> 'revoked'))`);

export async function findSignInAccount(db: Session, key: AccountKey, now: string): Promise<SignInAccount | undefined> {
  const { login = null, account = null, identityNumber = null } = key as Partial<Record<'login' | 'account' | 'identityNumber', string>>;
  const [row] = await rowsOf<Record<string, unknown>>(db, FIND, [login, account, identityNumber, now]);
  return row && (Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as SignInAccount);
}

const EARLIER = statement('select password_hash as hash from password_history where account = $1 order by id desc limit $2');
const MUST_CHANGE = statement('update account set must_change_password = true, updated_at = $2 where id = $1 and not must_change_password');

/** Newest first, without the present one. */
export async function listEarlierPasswords(db: Session, account: string, most: number): Promise<readonly string[]> {
  return (await rowsOf<{ hash: string }>(db, EARLIER, [account, most])).map(({ hash }) => hash);
}

export async function requirePasswordChange(db: Session, account: string, now: string): Promise<void> {
  await rowsOf(db, MUST_CHANGE, [account, now]);
}
