/**
 * Cases counted by procedure, unit, month and outcome, running and archived together, for statistics without names. Cells are fixed, so
 * that a small one cannot be found as the difference of two larger ones; who reads shows those of a size only.
 */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create materialized view case_count as
      select procedure, unit_path, date_trunc('month', started_at at time zone 'Asia/Ho_Chi_Minh')::date as month,
        coalesce(ended_how, 'running') as outcome, count(*)::int as cases
      from (select procedure, unit_path, started_at, ended_how from process_case
            union all select procedure, unit_path, started_at, ended_how from closed_case) c
      group by 1, 2, 3, 4;
    create unique index case_count_cell on case_count (procedure, month, unit_path, outcome);

    -- by its owner's right, whichever role runs the application
    create function refresh_case_counts() returns void language sql security definer set search_path = public as
      'refresh materialized view concurrently case_count';

    /* Only cells of at least p_least cases, of months that are over. */
    create function anonymous_case_counts(p_least int, p_now timestamptz) returns setof case_count language sql stable as $$
      select * from case_count where cases >= p_least and month < date_trunc('month', p_now at time zone 'Asia/Ho_Chi_Minh')::date
    $$;`);
}
