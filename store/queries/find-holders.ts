/** People with an active account, by name. */
import type { Database } from '../connection.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';

export interface HolderFound {
  readonly account: string;
  readonly name: string;
  readonly title?: string;
  readonly unitPath: string;
}
export interface HolderSearch {
  /** words of the name, or of the login */
  readonly text?: string | undefined;
  /** with one of these, held at `now`; empty: with any or none */
  readonly roles: readonly string[];
  /** ISO instant */
  readonly now: string;
  readonly most: number;
}

export async function findHolders(
  db: Database,
  { text, roles, now, most }: HolderSearch,
): Promise<readonly (HolderFound & { readonly person: string })[]> {
  const conditions = new Conditions().and("account.state = 'active'");
  for (const word of text?.trim().split(/\s+/).filter(Boolean).slice(0, 10) ?? []) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.and('(search_text(holder.name) like search_text(?) or account.login like ?)', [like, like]);
  }
  if (roles.length > 0)
    conditions.and(
      `exists (select from role_grant g where g.account = account.id and g.role = any(?) and g.valid_from <= ?::timestamptz
        and (g.valid_to is null or g.valid_to > ?::timestamptz))`,
      [roles, now, now],
    );
  const sql = `select account.id as account, account.person, holder.name, holder.title, holder.unit_path::text as "unitPath"
    from account join person holder on holder.id = account.person where ${conditions.where()} order by holder.name, account.id limit ${most}`;
  const rows = await unnamedRowsOf<Record<string, unknown>>(db, sql, conditions.values);
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
  ) as unknown as readonly (HolderFound & {
    readonly person: string;
  })[];
}
