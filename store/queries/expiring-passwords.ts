/** Passwords that soon have to be changed (S3 Điều 8 khoản 2 điểm b). */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface ExpiringPassword {
  readonly account: string;
  readonly changedAt: string;
  readonly administrator: boolean;
}

export interface PasswordCutoffs {
  readonly now: string;
  readonly adminRoles: readonly string[];
  /** passwords that were set at or before that are reminded of: ISO instants */
  readonly user: string;
  readonly admin: string;
}

const LIST = statement(`
  select * from (
    select a.id as account, a.password_changed_at as "changedAt", exists (select from role_grant g where g.account = a.id and g.role = any($2::text[])
        and g.valid_from <= $1 and (g.valid_to is null or g.valid_to > $1)) as administrator
    from account a where a.state = 'active' and a.password_hash is not null and not a.must_change_password and a.password_changed_at <= greatest($3::timestamptz, $4::timestamptz)
      and not exists (select from notice n where n.account = a.id and n.event = 'password:' || a.id || ':' || extract(epoch from a.password_changed_at)::bigint)
  ) p where "changedAt" <= case when administrator then $4::timestamptz else $3::timestamptz end order by "changedAt", account limit 500`);

/** Those whose holder has not been told yet; `eventOf` names what they are told. */
export async function expiringPasswords(
  db: Database,
  { now, adminRoles, user, admin }: PasswordCutoffs,
): Promise<readonly ExpiringPassword[]> {
  return await rowsOf<ExpiringPassword & Record<string, unknown>>(db, LIST, [now, adminRoles, user, admin]);
}

export const expiryEvent = ({ account, changedAt }: ExpiringPassword): string =>
  `password:${account}:${Math.floor(Date.parse(changedAt) / 1_000)}`;
