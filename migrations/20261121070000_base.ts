/** Extensions, text search without diacritics, and month partitions: what every later table leans on. */
import type { Knex } from 'knex';
export { noWayBack as down } from './no-way-back.ts';

// Vietnamese letters in NFC; `translate` maps them one by one, which is immutable (unaccent() is not) and needs no dictionary file
const MARKED = 'àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ';
const PLAIN = 'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd';

export async function up(k: Knex): Promise<void> {
  await k.raw(`
    create extension if not exists ltree;
    create extension if not exists pg_trgm;
    create extension if not exists btree_gist;

    -- capitals are mapped too: lower() knows only ASCII in a database of locale C
    create function search_text(t text) returns text language sql immutable strict parallel safe
      return lower(translate(normalize(t, NFC), '${MARKED}${MARKED.toUpperCase()}', '${PLAIN}${PLAIN}'));

    -- Parents partitioned by month of a timestamptz column. What no month covers goes to <parent>_rest, so nothing is ever refused.
    create table month_partitioned (parent text primary key, month_column text not null);

    /* Makes one partition per UTC month from p_from for every registered parent, and tells how many. A month that already has
       rows in the rest partition stays there: append-only rows cannot be moved. Runs as the owner, for application roles too. */
    create function ensure_month_partitions(p_from date, p_months int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
    declare
      p month_partitioned; m timestamp; low text; high text; part text; used boolean; made int := 0;
    begin
      perform pg_advisory_xact_lock(7100, 1);
      for p in select * from month_partitioned order by parent loop
        for i in 0 .. p_months - 1 loop
          m := date_trunc('month', p_from::timestamp) + make_interval(months => i);
          part := p.parent || '_' || to_char(m, 'YYYYMM');
          continue when to_regclass(part) is not null;
          low := to_char(m, 'YYYY-MM-DD') || ' 00:00:00+00';
          high := to_char(m + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00';
          execute format('select exists (select from %I where %I >= %L and %I < %L)', p.parent || '_rest', p.month_column, low, p.month_column, high)
            into used;
          continue when used;
          execute format('create table %I partition of %I for values from (%L) to (%L)', part, p.parent, low, high);
          made := made + 1;
        end loop;
      end loop;
      return made;
    end $$;`);
}
