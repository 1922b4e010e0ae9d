/**
 * The class of data of a case stands on the case and on its tasks, so that lists are cut by it as single checks are; empty is internal.
 * What was kept beside the case (case_class) moves there.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TABLES = `
  alter table process_case add column confidentiality text;
  alter table closed_case add column confidentiality text;
  alter table user_task add column confidentiality text;
  alter table closed_task add column confidentiality text;
  update process_case c set confidentiality = k.class from case_class k where k.case_id = c.id and k.class <> 'internal';
  update closed_case c set confidentiality = k.class from case_class k where k.case_id = c.id and k.class <> 'internal';
  update user_task t set confidentiality = k.class from case_class k where k.case_id = t.case_id and k.class <> 'internal';
  update closed_task t set confidentiality = k.class from case_class k where k.case_id = t.case_id and k.class <> 'internal';
  drop table case_class;`;

const CASE_COLUMNS =
  'id, procedure, definition, business_key, code, title, unit_path, parties, participants, state, status, ended_how, revision, head, ' +
  'started_at, started_by, started_person, updated_at, ended_at, confidentiality';

const inCase = CASE_COLUMNS.split(', ')
  .map((column) => `c.${column}`)
  .join(', ');

export async function up(k: Knex): Promise<void> {
  await k.raw(TABLES);
  await patchFunction(k, 'create_case', [
    ['started_person, updated_at)', 'started_person, updated_at, confidentiality)'],
    ['p_now, p_account, p_person, p_now);', "p_now, p_account, p_person, p_now, nullif(c ->> 'confidentiality', 'internal'));"],
    [
      `    if c ->> 'confidentiality' is not null then
      insert into case_class (case_id, class) values (p_case, c ->> 'confidentiality');
    end if;
`,
      '',
    ],
  ]);
  await patchFunction(k, 'save_step', [
    ["v_participants text[] := p_more ->> 'participants';", "v_participants text[] := p_more ->> 'participants'; v_class text;"],
    [
      "v_unit := (p_more #>> '{create,unitPath}')::ltree;",
      "v_unit := (p_more #>> '{create,unitPath}')::ltree;\n      v_class := nullif(p_more #>> '{create,confidentiality}', 'internal');",
    ],
    [
      'returning head, procedure, unit_path into v_head, v_procedure, v_unit;',
      'returning head, procedure, unit_path, confidentiality into v_head, v_procedure, v_unit, v_class;',
    ],
    ['claimed_at, mode, binding, partner)', 'claimed_at, mode, binding, partner, confidentiality)'],
    ["(t -> 'binding')::json, (t ->> 'partner')::ltree)", "(t -> 'binding')::json, (t ->> 'partner')::ltree, v_class)"],
  ]);
  await patchFunction(k, 'archive_cases', [
    [
      "insert into closed_case select c.*, coalesce(v.data, '{}') from",
      `insert into closed_case (${CASE_COLUMNS}, variables) select ${inCase}, coalesce(v.data, '{}') from`,
    ],
    ['partner, act, case_ended_at) select', 'partner, act, confidentiality, case_ended_at) select'],
    ['t.partner, t.act, c.ended_at from', 't.partner, t.act, t.confidentiality, c.ended_at from'],
  ]);
}
