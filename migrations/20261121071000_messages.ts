/**
 * Messages and signals from outside a step. A message is stored before it is matched and is consumed by the step that delivers it,
 * so it is neither lost nor delivered twice; the outbox follows up when the caller dies between the two. Signals become one outbox
 * row per receiver: a suspended case takes its own when it is resumed.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create function correlate_message(p_id text, p_name text, p_key text, p_payload text, p_now timestamptz, p_expires timestamptz)
    returns json language plpgsql as $$
    declare known message_buffer; s subscription; st start_subscription; matched json;
    begin
      perform pg_advisory_xact_lock(7102, hashtext(p_name || E'\\x1f' || p_key));
      select * into known from message_buffer where id = p_id;
      if known.consumed_at is not null then return json_build_object('type', 'duplicate'); end if;

      select * into s from subscription where kind = 'message' and name = p_name and key = p_key order by case_id, instance, node limit 1;
      if s.case_id is not null then
        matched := json_build_object('messageId', p_id, 'caseId', s.case_id, 'instance', s.instance, 'node', s.node, 'name', p_name, 'payload', p_payload::json);
      else
        select b.* into st from start_subscription b join definition d on d.id = b.definition_id
          where b.kind = 'message' and b.name = p_name and d.active and not d.suspended order by d.key limit 1;
      end if;
      if s.case_id is null and st.definition_id is null and p_expires <= p_now then return json_build_object('type', 'unmatched'); end if;

      -- a matched message is kept for a day at least, so that a repeated id is noticed
      if known.id is null then
        insert into message_buffer (id, name, key, payload, received_at, expires_at) values (p_id, p_name, p_key, p_payload::json, p_now,
          case when s.case_id is null and st.definition_id is null then p_expires else greatest(p_expires, p_now + interval '1 day') end);
      end if;
      if matched is not null then
        insert into outbox (kind, payload, case_id, next_at) values ('messageMatched', matched, s.case_id, p_now + interval '10 seconds');
        return json_build_object('type', 'waiting', 'matched', matched);
      elsif st.definition_id is not null then
        insert into outbox (kind, payload, next_at) values ('messageStart',
          json_build_object('messageId', p_id, 'definition', st.definition_id, 'node', st.node, 'name', p_name, 'key', p_key, 'payload', p_payload::json),
          p_now + interval '10 seconds');
        return json_build_object('type', 'start', 'definition', st.definition_id, 'node', st.node);
      end if;
      return json_build_object('type', case when known.id is null then 'stored' else 'duplicate' end);
    end $$;

    /* One outbox row per receiving case and per start event. p_except: the case that threw it and has reached its own receivers. */
    create function broadcast_signal(p_id text, p_name text, p_payload text, p_except uuid, p_now timestamptz) returns int language plpgsql as $$
    declare cases int; starts int;
    begin
      insert into outbox (kind, payload, case_id, next_at)
        select 'signalDelivery', json_build_object('signalId', p_id, 'caseId', s.case_id, 'name', p_name, 'payload', p_payload::json), s.case_id, p_now
        from (select distinct case_id from subscription where kind = 'signal' and name = p_name and case_id is distinct from p_except) s;
      get diagnostics cases = row_count;
      insert into outbox (kind, payload, next_at)
        select 'signalStart', json_build_object('signalId', p_id, 'definition', s.definition_id, 'node', s.node, 'name', p_name, 'payload', p_payload::json), p_now
        from start_subscription s join definition d on d.id = s.definition_id
        where s.kind = 'signal' and s.name = p_name and d.active and not d.suspended;
      get diagnostics starts = row_count;
      return cases + starts;
    end $$;`);
}
