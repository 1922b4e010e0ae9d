/** Units as they were on a day: names and paths by time. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import { compact, instantOf } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';
import { checkedLimit, cursorInvalid, numberedPage, numberOf } from './keyset.ts';

export interface UnitRecord {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  /** that stands for it in the numbers of its documents */
  readonly abbreviation?: string;
  /** ISO dates; the second is the first day on which the unit is no more */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** path of the unit that follows one that is no more */
  readonly successor?: string;
  /** there are units below it; told where a depth was asked for */
  readonly hasUnits?: boolean;
}
export interface UnitTerm {
  readonly path: string;
  readonly name: string;
  readonly abbreviation?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** the change of units that made it so */
  readonly change?: number;
}
export interface UnitList extends PageRequest {
  /** ISO date */
  readonly on: string;
  /** with all below it, as it is called on the day */
  readonly under?: string | undefined;
  /** so many levels below that at most; from the top without it */
  readonly depth?: number | undefined;
  /** one of these; any when absent */
  readonly kind?: readonly string[] | undefined;
  readonly text?: string | undefined;
}

type Row = Record<string, unknown>;
const shown = (row: Row): Row => compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])));
const DATE = (column: string) => `case when isfinite(${column}) then ${column}::text end`;
const UNIT = `u.id, t.path::text as path, t.name, u.kind, t.abbreviation, ${DATE('u.valid_from')} as "validFrom", u.valid_to::text as "validTo",
    nullif(live_unit(t.path), t.path)::text as successor`;

const LIST = statement(`
  select ${UNIT}, case when $7::int is not null then exists (select from unit_term b where b.path <@ t.path and b.path <> t.path
      and b.valid_from <= $1::date and (b.valid_to is null or b.valid_to > $1::date)) end as "hasUnits"
  from unit_term t join unit u on u.id = t.unit
  where t.valid_from <= $1::date and (t.valid_to is null or t.valid_to > $1::date) and (u.valid_from is null or u.valid_from <= $1::date)
    and ($2::ltree is null or t.path <@ $2::ltree) and ($7::int is null or nlevel(t.path) <= coalesce(nlevel($2::ltree), 0) + $7)
    and ($3::text[] is null or u.kind = any($3))
    and ($4::text is null or search_text(t.name) like search_text($4)) and t.path::text > $5
  order by t.path::text limit $6`);

/** In order of path. */
export async function listUnits(db: Database, list: UnitList): Promise<Page<UnitRecord>> {
  const limit = checkedLimit(list);
  const after = list.cursor === undefined ? '' : Buffer.from(list.cursor, 'base64url').toString();
  if (list.cursor !== undefined && !/^[A-Za-z0-9_.-]+$/.test(after)) throw cursorInvalid();
  const words = list.text === undefined ? null : `%${list.text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await rowsOf<Row>(db, LIST, [list.on, list.under ?? null, list.kind ?? null, words, after, limit + 1, list.depth ?? null]);
  const items = rows.map(shown) as unknown as readonly UnitRecord[];
  const last = items[limit - 1];
  return { items: items.slice(0, limit), ...(items.length > limit && last && { next: Buffer.from(last.path).toString('base64url') }) };
}

const FIND = statement(`
  select ${UNIT}, (select json_agg(json_build_object('path', x.path, 'name', x.name, 'abbreviation', x.abbreviation, 'validFrom', ${DATE('x.valid_from')}, 'validTo', x.valid_to,
      'change', x.change) order by x.valid_from) from unit_term x where x.unit = u.id) as terms
  from unit_term t join unit u on u.id = t.unit where t.path = $1::ltree order by t.valid_from desc limit 1`);

/** By a path that it has or had; with all its names, oldest first. */
export async function findUnit(db: Database, path: string): Promise<(UnitRecord & { readonly terms: readonly UnitTerm[] }) | undefined> {
  const [row] = await rowsOf<Row & { terms: readonly Row[] }>(db, FIND, [path]);
  return row && ({ ...shown(row), terms: row.terms.map(shown) } as unknown as UnitRecord & { readonly terms: readonly UnitTerm[] });
}

export interface UnitKind {
  readonly key: string;
  readonly name: { readonly vi: string; readonly en: string };
}
const KINDS = statement(
  "select key, json_build_object('vi', name_vi, 'en', name_en) as name from unit_kind where key > $1 order by key limit $2",
);

/** In order of key. */
export async function listUnitKinds(db: Database, list: PageRequest): Promise<Page<UnitKind>> {
  const limit = checkedLimit(list);
  const rows = await rowsOf<UnitKind & Record<string, unknown>>(db, KINDS, [list.cursor ?? '', limit + 1]);
  const last = rows[limit - 1];
  return { items: rows.slice(0, limit), ...(rows.length > limit && last && { next: last.key }) };
}

export interface UnitChangeRecord {
  readonly id: number;
  readonly operation: string;
  readonly effectiveOn: string;
  /** {sources, successors, default} */
  readonly body: Json;
  readonly reason: string;
  readonly basis: string;
  readonly citation: string;
  readonly proposedBy: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly caseId: string;
  readonly state: 'approved' | 'running' | 'done';
  readonly startedAt?: string;
  readonly doneAt?: string;
  /** how much has followed, by kind */
  readonly moved: Json;
}
const CHANGES = statement(`
  select id::int as id, operation, effective_on::text as "effectiveOn", body, reason, basis, citation, proposed_by as "proposedBy", approved_by as "approvedBy",
    approved_at as "approvedAt", case_id as "caseId", state, started_at as "startedAt", done_at as "doneAt", moved
  from unit_change where id < $1 and ($2::text is null or state = $2) order by id desc limit $3`);
const INSTANTS: readonly string[] = ['approvedAt', 'startedAt', 'doneAt'];

/** The record of changes of units, newest first. */
export async function listUnitChanges(
  db: Database,
  list: PageRequest & { readonly state?: string | undefined },
): Promise<Page<UnitChangeRecord>> {
  const limit = checkedLimit(list);
  const rows = await rowsOf<Row>(db, CHANGES, [numberOf(list.cursor, 2_147_483_647), list.state ?? null, limit + 1]);
  const items = rows.map((row) =>
    compact(
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          INSTANTS.includes(name) ? instantOf(value as string | null) : (value ?? undefined),
        ]),
      ),
    ),
  );
  return numberedPage(items as unknown as readonly UnitChangeRecord[], limit, ({ id }) => id);
}
