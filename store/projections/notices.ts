/** Who is told what. Written by the worker, at least once, so the same event for the same account is one notice, and one mail at most. */
import type { Json } from '../../expressions/json.ts';
import type { Database, Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface NoticeTarget {
  readonly accounts?: readonly string[];
  /** accounts that hold one of the roles over the unit of the case, or over a unit that the task of `taskOf` is for */
  readonly roles?: readonly string[];
  /** where the roles are held, in place of the unit of the case */
  readonly units?: readonly string[];
  /** the assignee of an open task */
  readonly taskOf?: { readonly caseId: string; readonly instance: number };
}

export interface Notice {
  /** names the event */
  readonly id: string;
  readonly template: string;
  readonly to: NoticeTarget;
  readonly data: Json;
  readonly caseId?: string | undefined;
  /** what it says */
  readonly text?: { readonly vi: string; readonly en: string } | undefined;
  /** also as mail, to those who want it */
  readonly mail?: boolean;
}

const SAVE = statement(`
  select save_notices($1, $2, $3::json, $4::uuid, $5, array(
    select a.id from account a
    where a.state = 'active' and (
      a.id = any($6::text[])
      or exists (select from role_grant g left join process_case c on c.id = $4::uuid
        where g.account = a.id and g.role = any($7::text[]) and g.valid_from <= $5 and (g.valid_to is null or g.valid_to > $5)
          and case when cardinality($12::text[]) > 0 then exists (select from unnest($12::text[]) u where u::ltree <@ g.unit_path)
            else c.id is null or c.unit_path <@ g.unit_path or exists (select from user_task t, unnest(t.candidate_units) u
              where t.case_id = $8::uuid and t.instance = $9::int and starts_with(u || '.', g.unit_path::text || '.')) end)
      or exists (select from user_task t where t.case_id = $8::uuid and t.instance = $9::int and t.state = 'open' and t.assignee in (a.id, a.person)))),
    $10::json, $11) as account`);
const READ_ALL = statement(
  'update notice set read_at = $3, delivered_at = coalesce(delivered_at, $3) where account = $1 and id <= $2::bigint and read_at is null returning id',
);
const READ = statement(
  'update notice set read_at = $3, delivered_at = coalesce(delivered_at, $3) where account = $1 and id = any($2::bigint[]) and read_at is null returning id',
);
const DELIVERED = statement('update notice set delivered_at = $3 where account = $1 and id = any($2::bigint[]) and delivered_at is null');

/** The accounts that were told now. */
export async function saveNotices(db: Database, notice: Notice, now: string): Promise<readonly string[]> {
  const { id, template, to, data, caseId, text, mail = false } = notice;
  const { accounts = [], roles = [], units = [], taskOf } = to;
  const target = [accounts, roles, taskOf?.caseId ?? null, taskOf?.instance ?? null];
  const values = [id, template, JSON.stringify(data), caseId ?? null, now, ...target, text ? JSON.stringify(text) : null, mail, units];
  return (await rowsOf<{ account: string }>(db, SAVE, values)).map((row) => row.account);
}

/** How many of these were unread notices of the account. */
export async function markNoticesRead(db: Session, account: string, ids: readonly number[], now: string): Promise<number> {
  return (await rowsOf(db, READ, [account, ids, now])).length;
}

/** How many up to this one were unread notices of the account. */
export async function markAllNoticesRead(db: Session, account: string, upTo: number, now: string): Promise<number> {
  return (await rowsOf(db, READ_ALL, [account, upTo, now])).length;
}

/** They have come to the account's screen; what had before keeps its time. */
export async function markNoticesDelivered(db: Session, account: string, ids: readonly number[], now: string): Promise<void> {
  await rowsOf(db, DELIVERED, [account, ids, now]);
}
