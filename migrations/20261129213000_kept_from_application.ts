/** The application's own role gets no right to change what triggers keep as it is: no table that is append-only can be forgotten in a list. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create or replace function grant_to_application(p_role name) returns void language plpgsql as $$
    declare
      kept record;
      part regclass;
    begin
      execute format('grant usage on schema public to %I', p_role);
      execute format('grant select, insert, update, delete on all tables in schema public to %I', p_role);
      execute format('grant usage on all sequences in schema public to %I', p_role);
      -- by the name that such a trigger has; bits of tgtype: 8 delete, 16 update
      for kept in
        select tgrelid::regclass as name, array_remove(array[case when tgtype & 16 > 0 then 'update' end, case when tgtype & 8 > 0 then 'delete' end], null) as acts
        from pg_trigger where tgname like '%\\_append\\_only' and tgtype & 24 > 0
      loop
        execute format('revoke %s on %s from %I', array_to_string(kept.acts, ', '), kept.name, p_role);
      end loop;
      -- kept by a trigger of their own, which lets a state go on
      execute format('revoke delete on number_register, number_entry from %I', p_role);
      -- reached through their parents, whose rights count
      for part in select inhrelid from pg_inherits where inhparent in (select parent::regclass from month_partitioned where append_only) loop
        execute format('revoke all on %s from %I', part, p_role);
      end loop;
    end $$;`);
}
