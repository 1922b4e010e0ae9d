/**
 * What a person writes outside a step (a deployment, a suspension, a message) holds the rights that it was decided on, as save_step
 * does: until the transaction ends no change of these accounts can be acknowledged, and one that came before refuses the write.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create function require_rights(p_accounts text[], p_epochs int[]) returns void language plpgsql as $$
    declare r record; v_epoch int;
    begin
      -- always in one order, so that two writers cannot wait for each other
      for r in select e.account, e.epoch from unnest(p_accounts, p_epochs) e(account, epoch) order by hashtext(e.account) loop
        perform pg_advisory_xact_lock_shared(7101, hashtext(r.account));
        select rights_epoch into v_epoch from account where id = r.account;
        if v_epoch is distinct from r.epoch then
          raise exception 'Expected the rights that the decision was based on, but they have changed.'
            using errcode = 'TKREJ', detail = 'conflict:rightsChanged';
        end if;
      end loop;
    end $$;`);
}
