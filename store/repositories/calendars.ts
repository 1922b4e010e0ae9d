/** Calendars: settings that hold in every year, and one versioned record for each year. A new version supersedes the active one. */
import type { Knex } from 'knex';
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import { translating } from '../database-error.ts';

export interface StoredCalendar {
  readonly key: string;
  readonly version: string;
  readonly settings: Json;
  readonly years: readonly StoredCalendarYear[];
}
export interface StoredCalendarYear {
  readonly year: number;
  readonly version: number;
  /** official notices; none while the year is provisional */
  readonly notices: readonly string[];
  readonly days: Json;
}

/** The active settings and years, in order of years. */
export async function loadCalendar(db: Database, key: string): Promise<StoredCalendar | undefined> {
  return await translating(async () => {
    const calendar = (await db.knex('calendar').where({ key, status: 'active' }).first('version', 'settings')) as
      Pick<StoredCalendar, 'version' | 'settings'> | undefined;
    if (!calendar) return undefined;
    const years = (await db
      .knex('calendar_year')
      .where({ key, status: 'active' })
      .orderBy('year')
      .select('year', 'version', 'notices', 'days')) as StoredCalendarYear[];
    return { key, ...calendar, years };
  });
}

/** The records that a version names, superseded ones too. Undefined when one of them is not there. */
export async function loadCalendarVersion(
  db: Database,
  key: string,
  { settings: version, years: wanted }: { readonly settings: string; readonly years: ReadonlyMap<number, number> },
): Promise<StoredCalendar | undefined> {
  return await translating(async () => {
    const calendar = (await db.knex('calendar').where({ key, version }).first('version', 'settings')) as
      Pick<StoredCalendar, 'version' | 'settings'> | undefined;
    const all = (await db
      .knex('calendar_year')
      .where({ key })
      .whereIn('year', [...wanted.keys()])
      .orderBy('year')
      .select('year', 'version', 'notices', 'days')) as StoredCalendarYear[];
    const years = all.filter((record) => wanted.get(record.year) === record.version);
    return calendar && years.length === wanted.size ? { key, ...calendar, years } : undefined;
  });
}

const supersede = (tx: Knex.Transaction, table: string, where: object): Knex.QueryBuilder =>
  tx(table)
    .where({ ...where, status: 'active' })
    .update({ status: 'superseded' });

/** Settings of a calendar; the same version again changes nothing: false. */
export async function saveCalendar(
  db: Database,
  { key, version, settings }: Omit<StoredCalendar, 'years'>,
  by: string,
  now: string,
): Promise<boolean> {
  return await translating(
    async () =>
      await db.knex.transaction(async (tx) => {
        if (await tx('calendar').where({ key, version }).first('version')) return false;
        await supersede(tx, 'calendar', { key });
        await tx('calendar').insert({
          key,
          version,
          settings: JSON.stringify(settings),
          proposed_by: by,
          proposed_at: now,
          decided_by: by,
          decided_at: now,
        });
        return true;
      }),
  );
}

/** A year's record; a version that is known changes nothing: false. Deadlines in the year are recomputed by the caller. */
export async function saveCalendarYear(db: Database, key: string, record: StoredCalendarYear, by: string, now: string): Promise<boolean> {
  const { year, version, notices, days } = record;
  return await translating(
    async () =>
      await db.knex.transaction(async (tx) => {
        if (await tx('calendar_year').where({ key, year, version }).first('version')) return false;
        await supersede(tx, 'calendar_year', { key, year });
        const facts = { proposed_by: by, proposed_at: now, decided_by: by, decided_at: now };
        await tx('calendar_year').insert({ key, year, version, notices: [...notices], days: JSON.stringify(days), ...facts });
        return true;
      }),
  );
}
