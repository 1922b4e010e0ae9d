/** Accounts with their holders; one of them with its positions and grants, past ones too. */
import type { Database } from '../connection.ts';
import type { AccountState, Page, PageRequest, SqlPredicate } from '../contract.ts';
import { compact, instantOf } from '../repositories/rows.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface AccountItem {
  readonly id: string;
  readonly login: string;
  readonly state: AccountState;
  readonly kind: string;
  readonly person: string;
  readonly personName: string;
  readonly title?: string;
  readonly unitPath: string;
  /** in force or still to come */
  readonly roles: readonly string[];
}
export interface PositionRecord {
  readonly id: number;
  readonly title: string;
  readonly unitPath: string;
  /** ISO dates; the second is the first day on which it no longer holds */
  readonly validFrom: string;
  readonly validTo?: string;
  /** the position that this one continues, where its unit became another */
  readonly follows?: number;
}
export interface GrantRecord {
  readonly role: string;
  readonly unitPath: string;
  /** ISO instants */
  readonly validFrom: string;
  readonly validTo?: string;
  /** it holds as long as this position */
  readonly position?: number;
  readonly needsSecondFactor: boolean;
}
export interface AccountView extends AccountItem {
  readonly positions: readonly PositionRecord[];
  readonly grants: readonly GrantRecord[];
}
export interface AccountList extends PageRequest {
  readonly unitPath?: string | undefined;
  readonly state?: AccountState | undefined;
  readonly person?: string | undefined;
  /** words of the name, or the login */
  readonly text?: string | undefined;
  readonly predicate?: SqlPredicate;
}

const ROLES = `array(select distinct g.role from role_grant g where g.account = account.id and (g.valid_to is null or g.valid_to > now()) order by 1)`;
const COLUMNS = `account.id, account.login, account.state, account.kind, account.person, holder.name as "personName", holder.title,
  holder.unit_path as "unitPath", ${ROLES} as roles`;
const FROM = 'account join person holder on holder.id = account.person';
const ORDER: Order = { by: [['holder.name', 'text'], ['account.id', 'text']], direction: 'asc' }; // prettier-ignore
type Row = Record<string, unknown> & { cursor: string[] };

const shown = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])));
const itemOf = ({ cursor: _, ...row }: Row): AccountItem => shown(row) as unknown as AccountItem;

/** By name of the holder. */
export async function listAccounts(db: Database, list: AccountList): Promise<Page<AccountItem>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions()
    .when(list.unitPath, 'holder.unit_path <@ ?::ltree')
    .when(list.state, 'account.state = ?')
    .when(list.person, 'account.person = ?');
  for (const word of list.text?.trim().split(/\s+/).filter(Boolean).slice(0, 10) ?? []) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.and('(search_text(holder.name) like search_text(?) or account.login like ?)', [like, like]);
  }
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select ${COLUMNS}, ${cursorColumn(ORDER)} from ${FROM} where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, conditions.values), limit, itemOf);
}

const VIEW = `select ${COLUMNS}, '{}'::text[] as cursor,
    (select coalesce(json_agg(json_build_object('id', q.id, 'title', q.title, 'unitPath', q.unit_path, 'validFrom', q.valid_from, 'validTo', q.valid_to,
      'follows', q.follows) order by q.valid_from, q.id), '[]') from position q where q.person = account.person) as positions,
    (select coalesce(json_agg(json_build_object('role', g.role, 'unitPath', g.unit_path, 'validFrom', g.valid_from, 'validTo', g.valid_to,
      'position', g.position, 'needsSecondFactor', g.needs_second_factor) order by g.valid_from, g.id), '[]') from role_grant g where g.account = account.id) as grants
  from ${FROM} where account.id = $1`;

export async function findAccount(db: Database, id: string): Promise<AccountView | undefined> {
  const [row] = await unnamedRowsOf<Row & { positions: Record<string, unknown>[]; grants: Record<string, unknown>[] }>(db, VIEW, [id]);
  if (!row) return undefined;
  const { positions, grants, ...account } = row;
  const instants = (grant: Record<string, unknown>) => ({
    ...grant,
    validFrom: instantOf(grant['validFrom'] as string),
    validTo: instantOf((grant['validTo'] ?? null) as string | null),
  });
  return {
    ...itemOf(account as Row),
    positions: positions.map(shown) as unknown as readonly PositionRecord[],
    grants: grants.map((grant) => shown(instants(grant))) as unknown as readonly GrantRecord[],
  };
}
