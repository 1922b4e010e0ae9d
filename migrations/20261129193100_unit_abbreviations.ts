/**
 * Abbreviations of units by time: what stands for the agency in the numbers of its documents (NĐ 30/2020, phụ lục I). One comes into
 * force as a name does, by an approved change of units; the agency that issues for a unit is the nearest that has one.
 */
import type { Knex } from 'knex';
import { patchFunction } from './patch-function.ts';
export { noWayBack as down } from './no-way-back.ts';

const TERMS = `
  alter table unit add column abbreviation text check (abbreviation ~ '^[^[:space:]/{}]{1,20}$');
  alter table unit_term add column abbreviation text;

  create or replace function unit_has_term() returns trigger language plpgsql as $$
  begin
    update unit_term set name = new.name, path = new.path, abbreviation = new.abbreviation
      where unit = new.id and valid_to is null and (name, path, abbreviation) is distinct from (new.name, new.path, new.abbreviation);
    insert into unit_term (unit, path, name, abbreviation, valid_from)
      select new.id, new.path, new.name, new.abbreviation, coalesce(new.valid_from, '-infinity') where not exists (select from unit_term where unit = new.id);
    return null;
  end $$;

  create or replace function new_unit_term(p_unit text, p_path ltree, p_name text, p_on date, p_change bigint) returns void language plpgsql as $$
  begin
    update unit_term set valid_to = p_on where unit = p_unit and valid_to is null and valid_from < p_on;
    insert into unit_term (unit, path, name, abbreviation, valid_from, change)
      select p_unit, p_path, p_name, abbreviation, p_on, p_change from unit where id = p_unit
      on conflict (unit, valid_from) do update set path = excluded.path, name = excluded.name, change = excluded.change;
  end $$;

  /* An office numbers nothing of its own: its abbreviation stands beside that of its agency. */
  create function issuing_agency(p_unit ltree, p_day date) returns table (unit text, path ltree, abbreviation text, office text) language sql stable as $$
    with above as (
      select t.unit, u.path, t.abbreviation, u.kind = 'office' as is_office from unit_term t join unit u on u.id = t.unit
      where t.path @> live_unit(p_unit) and t.abbreviation is not null and t.valid_from <= p_day and (t.valid_to is null or t.valid_to > p_day)),
    agency as (select * from above where not is_office order by nlevel(path) desc limit 1)
    select a.unit, a.path, a.abbreviation,
      (select o.abbreviation from above o where o.is_office and nlevel(o.path) > nlevel(a.path) order by nlevel(o.path) desc limit 1)
    from agency a $$;`;

const PATCHES: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'check_unit_change',
    [
      [
        "      t := (s ->> 'path')::ltree;\n",
        `      t := (s ->> 'path')::ltree;
      if trim(s ->> 'abbreviation') <> '' and trim(s ->> 'abbreviation') !~ '^[^[:space:]/{}]{1,20}$' then
        f := f || jsonb_build_object('code', 'unitAbbreviationInvalid', 'unit', t::text);
      end if;
`,
      ],
    ],
  ],
  [
    'begin_unit_change',
    [
      [
        "    end loop;\n    if c.operation in ('MERGE', 'SPLIT') then",
        `      if trim(s ->> 'abbreviation') <> '' then
        perform new_unit_term(id, path, name, c.effective_on, c.id) from unit where path = t and abbreviation is distinct from trim(s ->> 'abbreviation');
        update unit set abbreviation = trim(s ->> 'abbreviation') where path = t and abbreviation is distinct from trim(s ->> 'abbreviation');
      end if;
    end loop;
    if c.operation in ('MERGE', 'SPLIT') then`,
      ],
    ],
  ],
];

export async function up(k: Knex): Promise<void> {
  await k.raw(TERMS);
  for (const [name, changes] of PATCHES) await patchFunction(k, name, changes);
}
