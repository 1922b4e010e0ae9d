/**
 * The accounts of whoever is above a task: the head of the unit that holds it, by record; of the next unit above where there is no
 * head, or where the head has the task. A head by role is whoever holds the role nearest to the unit.
 */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** Of the units from the task's own upwards: the last entry that covers the day. `day`: ISO date. */
const HEADS = statement(`
  select h.unit_path, h.person, h.role from (
    select distinct on (h.unit_path) h.* from unit_head h,
      (select coalesce(t.candidate_units[1]::ltree, t.unit_path) as unit from user_task t where t.case_id = $1 and t.instance = $2) held
    where h.unit_path @> held.unit and h.valid_from <= $3 and (h.valid_to is null or h.valid_to > $3) order by h.unit_path, h.id desc) h
  where h.person is not null or h.role is not null order by nlevel(h.unit_path) desc`);
const ACCOUNTS = statement(`
  select distinct a.id, coalesce(nlevel(g.unit_path), 0) as nearness from account a left join role_grant g
    on g.account = a.id and g.role = $2 and g.unit_path @> $3::ltree and g.valid_from <= $4 and (g.valid_to is null or g.valid_to > $4)
  where a.state = 'active' and (a.person = $1 or g.account is not null)
    and not exists (select from user_task t where t.case_id = $5 and t.instance = $6 and t.assignee in (a.id, a.person))
  order by nearness desc`);

export interface HeldTask {
  readonly caseId: string;
  readonly instance: number;
}

export async function findSuperiors(db: Database, { caseId, instance }: HeldTask, day: string, now: string): Promise<readonly string[]> {
  const heads = await rowsOf<{ unit_path: string; person: string | null; role: string | null }>(db, HEADS, [caseId, instance, day]);
  for (const { unit_path: unit, person, role } of heads) {
    const accounts = await rowsOf<{ id: string; nearness: number }>(db, ACCOUNTS, [person, role, unit, now, caseId, instance]);
    const nearest = accounts.filter(({ nearness }) => nearness === accounts[0]?.nearness);
    if (nearest.length > 0) return nearest.map(({ id }) => id);
  }
  return [];
}
