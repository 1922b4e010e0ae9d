/** The register in the database, read anew after a short while: a new version is in force within seconds on every node. */
import { LRUCache } from 'lru-cache';
import { calendarOf } from './stored-calendar.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { Calendar } from '../../law/calendar.ts';
import { versionParts } from '../../law/calendar-years.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';
import type { Database } from '../../store/connection.ts';
import { loadCalendar, loadCalendarVersion } from '../../store/repositories/calendars.ts';
import { listParameters } from '../../store/repositories/parameters.ts';
import type { LawSource } from './law-source.ts';

const FRESH_MS = 2_000;

export function storedLaw(db: Database): LawSource {
  const parameters = new LRUCache<string, readonly RegisterEntry[]>({ max: 2_000, ttl: FRESH_MS });
  const calendars = new LRUCache<string, Calendar>({ max: 50, ttl: FRESH_MS });
  const old = new LRUCache<string, Calendar>({ max: 50 });
  return {
    async parameters(key) {
      const known = parameters.get(key);
      if (known) return known;
      const versions = (await listParameters(db, { key, status: 'active' })).map(({ body }) => readEntry(body));
      // a key that is not there yet may come with the next deployment, whose own steps must find it at once
      if (versions.length > 0) parameters.set(key, versions);
      return versions;
    },
    async calendar(key) {
      const known = calendars.get(key);
      if (known) return known;
      const stored = await loadCalendar(db, key);
      const calendar = stored && calendarOf(stored);
      if (calendar) calendars.set(key, calendar);
      return calendar;
    },
    forget() {
      parameters.clear();
      calendars.clear();
    },
    async calendarVersion(key, version) {
      const known = old.get(`${key} ${version}`);
      if (known) return known;
      const stored = await loadCalendarVersion(db, key, versionParts(version));
      const calendar = stored && calendarOf(stored);
      if (calendar) old.set(`${key} ${version}`, calendar);
      return calendar;
    },
  };
}
