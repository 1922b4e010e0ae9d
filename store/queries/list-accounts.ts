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
  readonly lastSignInAt?: string;
  /** locked at once, and not by a decision */
  readonly suspended: boolean;
  /** there is an open request about it */
  readonly requested: boolean;
}
export interface ListedAccount extends AccountItem {
  /** in force or still to come */
  readonly positions: readonly PositionRecord[];
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
  readonly email?: string;
  readonly phone?: string;
  /** of somebody from outside, or a contractor, in words */
  readonly dataScope?: string;
  readonly createdAt: string;
  readonly awaitsSecondFactor: boolean;
  /** as it was handed over; the reference is no secret */
  readonly secondFactor?: { readonly kind: string; readonly reference?: string; readonly at: string };
  readonly positions: readonly PositionRecord[];
  readonly grants: readonly GrantRecord[];
}
export interface AccountList extends PageRequest {
  /** whose open cases are requests about accounts */
  readonly procedure: string;
  readonly unitPath?: string | undefined;
  /** of that unit itself, without those below */
  readonly exactUnit?: boolean | undefined;
  readonly state?: AccountState | undefined;
  readonly suspended?: boolean | undefined;
  readonly requested?: boolean | undefined;
  /** in force or still to come */
  readonly role?: string | undefined;
  readonly person?: string | undefined;
  /** words of the name, or the login */
  readonly text?: string | undefined;
  readonly predicate?: SqlPredicate;
}

const ROLES = `array(select distinct g.role from role_grant g where g.account = account.id and (g.valid_to is null or g.valid_to > now()) order by 1)`;
const SIGNED_IN = `(select s.at from administrative_act s where s.subject = account.id and s.act = 'signIn' order by s.at desc, s.id desc limit 1)`;
const SUSPENDED = `(account.state = 'locked' and (select c.operation from account_change c where c.account = account.id and c.result = 'effective'
    and c.operation in ('lock', 'suspend', 'unlock') order by c.at desc, c.id desc limit 1) is not distinct from 'suspend')`;
const REQUESTED = 'exists (select from asked where asked.about in (account.id, account.login))';
/** What open cases of the procedure ask about. */
const asked = (procedure: string): string => `with asked as materialized (
    select v.data -> '1' -> 'request' ->> 'account' as about from process_case c join case_variables v on v.case_id = c.id
    where c.procedure = ${procedure} and c.status <> 'ended' and not exists (select from account_change h where h.case_id = c.id))`;
const COLUMNS = `account.id, account.login, account.state, account.kind, account.person, holder.name as "personName", holder.title,
  holder.unit_path as "unitPath", ${ROLES} as roles, ${SIGNED_IN} as "lastSignInAt", ${SUSPENDED} as suspended, ${REQUESTED} as requested`;
const POSITIONS = (
  which: string,
): string => `(select coalesce(json_agg(json_build_object('id', q.id, 'title', q.title, 'unitPath', q.unit_path,
    'validFrom', q.valid_from, 'validTo', q.valid_to, 'follows', q.follows) order by q.valid_from, q.id), '[]')
  from position q where q.person = account.person and ${which}) as positions`;
const NOT_OVER = "(q.valid_to is null or q.valid_to > (now() at time zone 'Asia/Ho_Chi_Minh')::date)";
const FROM = 'account join person holder on holder.id = account.person';
const ORDER: Order = { by: [['holder.name', 'text'], ['account.id', 'text']], direction: 'asc' }; // prettier-ignore
type Row = Record<string, unknown> & { cursor: string[]; positions: readonly Record<string, unknown>[] };

const shown = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])));
const itemOf = ({ cursor: _, positions, ...row }: Row): ListedAccount =>
  ({ ...shown(row), positions: positions.map(shown) }) as unknown as ListedAccount;

/** By name of the holder. */
export async function listAccounts(db: Database, list: AccountList): Promise<Page<ListedAccount>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions();
  const requests = asked(conditions.place('?', [list.procedure]));
  conditions
    .when(list.unitPath, list.exactUnit === true ? 'holder.unit_path = ?::ltree' : 'holder.unit_path <@ ?::ltree')
    .when(list.state, 'account.state = ?')
    .when(list.suspended, `${SUSPENDED} = ?`)
    .when(list.requested, `${REQUESTED} = ?`)
    .when(
      list.role,
      'exists (select from role_grant g where g.account = account.id and (g.valid_to is null or g.valid_to > now()) and g.role = ?)',
    )
    .when(list.person, 'account.person = ?');
  for (const word of list.text?.trim().split(/\s+/).filter(Boolean).slice(0, 10) ?? []) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.and('(search_text(holder.name) like search_text(?) or account.login like ?)', [like, like]);
  }
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `${requests} select ${COLUMNS}, ${POSITIONS(NOT_OVER)}, ${cursorColumn(ORDER)} from ${FROM} where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row>(db, sql, conditions.values), limit, itemOf);
}

const VIEW = `${asked('$2')} select ${COLUMNS}, '{}'::text[] as cursor, ${POSITIONS('true')}, holder.email, holder.phone, account.data_scope as "dataScope",
    account.created_at as "createdAt", account.awaits_second_factor as "awaitsSecondFactor", case when account.second_factor_at is not null then
      json_build_object('kind', account.second_factor, 'reference', account.second_factor_reference, 'at', account.second_factor_at) end as "secondFactor",
    (select coalesce(json_agg(json_build_object('role', g.role, 'unitPath', g.unit_path, 'validFrom', g.valid_from, 'validTo', g.valid_to,
      'position', g.position, 'needsSecondFactor', g.needs_second_factor) order by g.valid_from, g.id), '[]') from role_grant g where g.account = account.id) as grants
  from ${FROM} where account.id = $1`;

interface ViewRow extends Row {
  readonly grants: readonly Record<string, unknown>[];
  readonly secondFactor: Record<string, unknown> | null;
}

/** `procedure`: whose open cases are requests about accounts. */
export async function findAccount(db: Database, id: string, procedure: string): Promise<AccountView | undefined> {
  const [row] = await unnamedRowsOf<ViewRow>(db, VIEW, [id, procedure]);
  if (!row) return undefined;
  const { grants, secondFactor, ...account } = row;
  const at = (value: unknown): string | undefined => instantOf((value ?? null) as string | null);
  return {
    ...(itemOf(account as Row) as AccountItem & Pick<AccountView, 'createdAt' | 'awaitsSecondFactor' | 'positions'>),
    ...(secondFactor && {
      secondFactor: shown({ ...secondFactor, at: at(secondFactor['at']) }) as unknown as NonNullable<AccountView['secondFactor']>,
    }),
    grants: grants.map((grant) =>
      shown({ ...grant, validFrom: at(grant['validFrom']), validTo: at(grant['validTo']) }),
    ) as unknown as readonly GrantRecord[],
  };
}
