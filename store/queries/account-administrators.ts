import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const LIST = statement(`
  select distinct g.account from role_grant g join account a on a.id = g.account
  where g.role = any($2::text[]) and g.valid_from <= $3 and (g.valid_to is null or g.valid_to > $3) and a.state = 'active' and a.id <> $1
    and g.unit_path @> (select p.unit_path from account o join person p on p.id = o.person where o.id = $1)`);

/** Who holds one of the roles over the unit of an account, without itself. */
export async function accountAdministrators(
  db: Session,
  account: string,
  roles: readonly string[],
  now: string,
): Promise<readonly string[]> {
  return (await rowsOf<{ account: string }>(db, LIST, [account, roles, now])).map((row) => row.account);
}
