/**
 * A message flow says which process gets what is thrown along it (BPMN 9.4): nobody else does, in whatever deployment it waits. Name and
 * key say which case of that process; a message without a flow goes by these alone.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const COLUMNS = `
  -- key of the process that a message flow names
  alter table message_buffer add column target text;
  -- key of the process whose element waits, where it is not the case's own but one that it called
  alter table subscription add column process text;

  create function is_for(p_target text, p_process text, p_case uuid) returns boolean language sql stable as $$
    select p_target is null or p_target = coalesce(p_process, (select procedure from process_case where id = p_case)) $$;`;

export async function up(k: Knex): Promise<void> {
  await k.raw(COLUMNS);
  await patchFunction(k, 'save_subscriptions', [
    [
      'insert into subscription (case_id, instance, node, kind, name, key)',
      'insert into subscription (case_id, instance, node, kind, name, key, process)',
    ],
    ['select p_case, s.instance, s.node, s.kind, s.name, s.key', 'select p_case, s.instance, s.node, s.kind, s.name, s.key, s.process'],
    [
      's(instance int, node text, kind text, name text, key text)',
      's(instance int, node text, kind text, name text, key text, process text)',
    ],
    ['name = excluded.name, key = excluded.key;', 'name = excluded.name, key = excluded.key, process = excluded.process;'],
  ]);
  await patchFunction(k, 'match_messages', [
    [
      'b.key = s.key and b.case_id is null and b.consumed_at is null and b.expires_at > p_now',
      'b.key = s.key and b.case_id is null and b.consumed_at is null and b.expires_at > p_now and is_for(b.target, s.process, s.case_id)',
    ],
  ]);
  await patchFunction(k, 'correlate_message', [
    ['p_expires timestamp with time zone)', 'p_expires timestamp with time zone, p_target text)'],
    [
      "where kind = 'message' and name = p_name and key = p_key order by case_id, instance, node limit 1;",
      "where kind = 'message' and name = p_name and key = p_key and is_for(p_target, process, case_id) order by case_id, instance, node limit 1;",
    ],
    [
      'and d.active and not d.suspended order by d.key limit 1',
      'and d.active and not d.suspended and coalesce(d.key = p_target, true) order by d.key limit 1',
    ],
    [
      '(id, name, key, payload, received_at, expires_at) values (p_id, p_name, p_key, p_payload::json, p_now,',
      '(id, name, key, payload, target, received_at, expires_at) values (p_id, p_name, p_key, p_payload::json, p_target, p_now,',
    ],
  ]);
  await k.raw('drop function correlate_message(text, text, text, text, timestamptz, timestamptz)');
}
