/** Filters of lists under their names. */
import type { Database, Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface SavedFilterContent {
  /** of which list */
  readonly screen: string;
  readonly name: string;
  /** as the address of the screen has them */
  readonly filters: Readonly<Record<string, string>>;
  /** with whom it is shared; absent: with nobody */
  readonly unitPath?: string;
}
export interface SavedFilter extends SavedFilterContent {
  readonly id: string;
  /** whose it is */
  readonly person: string;
}

const save = (key: string, where: string): ReturnType<typeof statement> =>
  statement(`
  insert into saved_filter (id, screen, name, filters, person, unit_path, at) values ($1, $2, $3, $4, $5, $6::ltree, $7)
  on conflict (${key}, screen, lower(name)) where unit_path ${where} do update set name = excluded.name, filters = excluded.filters, at = excluded.at
    where saved_filter.person = excluded.person returning id`);
const SAVE_OWN = save('person', 'is null');
const SAVE_SHARED = save('unit_path', 'is not null');
const COUNT = statement('select count(*)::int as n from saved_filter where person = $1');
const FIND = statement(`
  select id, screen, name, filters, person, live_unit(unit_path)::text as "unitPath" from saved_filter where id = $1`);
const REMOVE = statement('delete from saved_filter where id = $1');

/** In place of the person's own of that name; undefined where somebody else shared one under it. */
export async function saveFilter(
  db: Session,
  {
    id,
    screen,
    name,
    filters,
    person,
    unitPath = null,
    at,
  }: Omit<SavedFilter, 'unitPath'> & { readonly unitPath?: string | null; readonly at: string },
): Promise<string | undefined> {
  const way = unitPath === null ? SAVE_OWN : SAVE_SHARED;
  const [row] = await rowsOf<{ id: string }>(db, way, [id, screen, name, JSON.stringify(filters), person, unitPath, at]);
  return row?.id;
}

export async function countSavedFilters(db: Session, person: string): Promise<number> {
  return (await rowsOf<{ n: number }>(db, COUNT, [person]))[0]?.n ?? 0;
}

export async function findSavedFilter(db: Database, id: string): Promise<SavedFilter | undefined> {
  const [row] = await rowsOf<Record<string, unknown>>(db, FIND, [id]);
  return row && savedFilterOf(row);
}

export async function removeSavedFilter(db: Session, id: string): Promise<void> {
  await rowsOf(db, REMOVE, [id]);
}

export const savedFilterOf = ({ unitPath, ...row }: Record<string, unknown>): SavedFilter =>
  ({ ...row, ...(unitPath !== null && { unitPath }) }) as unknown as SavedFilter;
