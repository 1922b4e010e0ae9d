/** Calendars: settings that hold in every year, and one versioned record for each year. */
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
export interface CalendarRecords extends Pick<StoredCalendar, 'version' | 'settings'> {
  readonly years: readonly (StoredCalendarYear & { readonly status: 'proposed' | 'active' | 'rejected' | 'withdrawn' | 'superseded' })[];
}

const settingsOf = async (
  { knex }: Database,
  where: Readonly<Record<string, string>>,
): Promise<Pick<StoredCalendar, 'version' | 'settings'> | undefined> => await knex('calendar').where(where).first('version', 'settings');

/** In order of years and versions. */
const yearsOf = ({ knex }: Database, key: string) =>
  knex<StoredCalendarYear>('calendar_year')
    .where({ key } as object)
    .orderBy(['year', 'version'])
    .select('year', 'version', 'notices', 'days');

/** The active settings and years, in order of years. */
export async function loadCalendar(db: Database, key: string): Promise<StoredCalendar | undefined> {
  return await translating(async () => {
    const calendar = await settingsOf(db, { key, status: 'active' });
    if (!calendar) return undefined;
    const years = await yearsOf(db, key).where('status', 'active');
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
    const calendar = await settingsOf(db, { key, version });
    const all = await yearsOf(db, key).whereIn('year', [...wanted.keys()]);
    const years = all.filter((record) => wanted.get(record.year) === record.version);
    return calendar && years.length === wanted.size ? { key, ...calendar, years } : undefined;
  });
}

/** Every record of the years of a calendar, whatever its state; in order of years and versions. Undefined: there is no such calendar. */
export async function findCalendarRecords(db: Database, key: string): Promise<CalendarRecords | undefined> {
  return await translating(async () => {
    const calendar = await settingsOf(db, { key, status: 'active' });
    if (!calendar) return undefined;
    const years = (await yearsOf(db, key).select('status')) as CalendarRecords['years'];
    return { ...calendar, years };
  });
}

/** A calendar that is not there yet, with its years. One that is there stays as it is, and changes by approved proposals: false. */
export async function installCalendar(db: Database, calendar: StoredCalendar, by: string, now: string): Promise<boolean> {
  const { key, version, settings, years } = calendar;
  const facts = { proposed_by: by, proposed_at: now, decided_by: by, decided_at: now };
  return await translating(
    async () =>
      await db.knex.transaction(async (tx) => {
        await tx.raw('select pg_advisory_xact_lock(7103, hashtext(?))', [`calendar ${key}`]);
        if (await tx('calendar').where({ key }).first('version')) return false;
        await tx('calendar').insert({ key, version, settings: JSON.stringify(settings), ...facts });
        for (const { days, notices, ...year } of years)
          await tx('calendar_year').insert({ key, ...year, notices: [...notices], days: JSON.stringify(days), ...facts });
        return true;
      }),
  );
}
