/** An actor's rights: the account's state, epoch, and the grants in force at an instant. */
import type { Database } from '../connection.ts';
import type { ActorRights } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';

/** One JSON object or null. A grant that needs a second factor gives nothing before the account has one (S3 Điều 8 khoản 2 điểm d). `account` and `now` are SQL expressions, never values. */
export function rightsSql(account: string, now: string): string {
  return `(select json_build_object('account', a.id, 'person', a.person, 'state', a.state, 'epoch', a.rights_epoch,
      'grants', (select coalesce(json_agg(json_build_object('role', g.role, 'unitPath', g.unit_path) order by g.role, g.unit_path), '[]')
        from role_grant g where g.account = a.id and g.valid_from <= ${now} and (g.valid_to is null or g.valid_to > ${now})
          and (not g.needs_second_factor or a.second_factor_at is not null)))
    from account a where a.id = ${account})`;
}

const LOAD = statement(`select ${rightsSql('$1', '$2::timestamptz')} as rights`);

/** Undefined when there is no such account. */
export async function loadRights(db: Database, account: string, now: string): Promise<ActorRights | undefined> {
  const [row] = await rowsOf<{ rights: ActorRights | null }>(db, LOAD, [account, now]);
  return row?.rights ?? undefined;
}
