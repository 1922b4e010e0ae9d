/**
 * An event of a round (the council's day, the end of a session) reaches each of its lines that is under way: one stored message and one
 * outbox entry for each, written in the round's own step; each line takes it in a step of its own, so none holds up another. The last
 * event of each name is kept: a line that joins later hears of it too, and a newer one takes the place of one that nobody took yet.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const EVENTS = `
  create table round_event (
    round_case uuid not null,
    event text not null,
    -- rises with each time that it is told
    number int not null,
    data json not null,
    at timestamptz not null,
    primary key (round_case, event));

  create function offer_round_event(p_event round_event, p_lines uuid[], p_now timestamptz) returns void language plpgsql as $$
  begin
    delete from message_buffer where case_id = any(p_lines) and name = 'round.' || p_event.event and consumed_at is null;
    with stored as (
      insert into message_buffer (id, name, key, payload, received_at, expires_at, case_id)
      select 'round:' || p_event.round_case || ':' || p_event.event || ':' || p_event.number || ':' || l, 'round.' || p_event.event, '',
        json_build_object('roundEvent', json_build_object('event', p_event.event, 'round', p_event.round_case, 'number', p_event.number,
          'data', p_event.data)), p_now, 'infinity', l
      from unnest(p_lines) l on conflict (id) do nothing returning id, case_id)
    insert into outbox (kind, payload, case_id, next_at) select 'roundEvent', json_build_object('messageId', id), case_id, p_now from stored;
  end $$;

  /* {event, data?}: under the lock that joining lines share, so that each line hears of it once, now or when it joins. */
  create function tell_lines(p_round uuid, p_input jsonb, p_now timestamptz) returns void language plpgsql as $$
  declare told round_event;
  begin
    perform pg_advisory_xact_lock(7104, hashtext(p_round::text));
    if not exists (select from case_round where case_id = p_round) then
      perform reject('conflict', 'notARound', 'Expected a round: its process names the procedure of its lines (tk:lines).');
    end if;
    insert into round_event (round_case, event, number, data, at)
      values (p_round, p_input ->> 'event', 1, coalesce(p_input -> 'data', 'null'), p_now)
      on conflict (round_case, event) do update set number = round_event.number + 1, data = excluded.data, at = excluded.at
      returning * into told;
    perform offer_round_event(told, array(select line_case from case_member where round_case = p_round and state = 'active' order by ordinal), p_now);
  end $$;`;

const JOINED = `    perform offer_round_event(e, array[p_line], p_now) from round_event e where e.round_case = p_round;
    perform round_news(p_round, p_now);`;

/** What its old round told it, and it has not taken, is nothing to a line that left. */
const LEFT = `    delete from message_buffer where case_id = p_line and id like 'round:%' and consumed_at is null;
    if p_change ->> 'to' is not null then`;

export async function up(k: Knex): Promise<void> {
  await k.raw(EVENTS);
  await patchFunction(k, 'join_round', [['    perform round_news(p_round, p_now);', JOINED]]);
  await patchFunction(k, 'leave_round', [["    if p_change ->> 'to' is not null then", LEFT]]);
  await patchFunction(k, 'apply_effect', [
    ["      when 'round.close'", "      when 'round.tell' then perform tell_lines(p_case, p_input, p_now);\n      when 'round.close'"],
  ]);
}
