/**
 * Notices: their texts as data of the modules, what was said and when it reached somebody, and mail for those who want it. A mail is
 * queued by the statement that writes its notice, one for each notice at most.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create table notice_template (
      key text primary key,
      -- '': the product's own
      module text not null,
      vi text not null,
      en text not null,
      channels text[] not null,
      account text not null,
      at timestamptz not null);

    -- what was said, in both languages; null where there was no template
    alter table notice add column text json, add column delivered_at timestamptz;
    create index notice_case on notice (case_id, id) where case_id is not null;

    create table notice_preference (
      account text primary key references account,
      mail boolean not null,
      language text not null check (language in ('vi', 'en')),
      at timestamptz not null);

    create table mail (
      notice bigint primary key references notice,
      account text not null,
      address text not null,
      language text not null,
      -- queued, accepted (by the server), refused (for good), expired (nobody took it in time)
      state text not null default 'queued',
      tries int not null default 0,
      -- somebody is at it
      trying_until timestamptz,
      message_id text,
      answer text,
      queued_at timestamptz not null,
      ended_at timestamptz);
    create index mail_state on mail (state, queued_at) where state <> 'accepted';

    /* One notice for each account that is told, once per event, and its mail with the entry that sends it. p_template: key; p_text: what it says. */
    create function save_notices(p_event text, p_template text, p_data json, p_case uuid, p_now timestamptz, p_accounts text[], p_text json, p_mail boolean)
    returns setof text language plpgsql as $$
    declare n record; v_address text; v_language text;
    begin
      for n in insert into notice (event, account, template, data, case_id, at, text)
        select p_event, a.id, p_template, p_data, p_case, p_now, p_text from account a where a.id = any(p_accounts) and a.state = 'active' order by a.id
        on conflict (account, event) do nothing returning id, account
      loop
        if p_mail then
          select p.email, f.language into v_address, v_language
            from account a join person p on p.id = a.person join notice_preference f on f.account = a.id and f.mail
            where a.id = n.account and coalesce(p.email, '') <> '';
          if found then
            insert into mail (notice, account, address, language, queued_at) values (n.id, n.account, v_address, v_language, p_now);
            insert into outbox (kind, payload, case_id, next_at) values ('sendMail', json_build_object('notice', n.id), p_case, p_now);
          end if;
        end if;
        return next n.account;
      end loop;
    end $$;`);
}
