import type { Calendar } from '../../law/calendar.ts';
import type { RegisterEntry } from '../../law/register-entry.ts';

/** The register of law: entries and calendars that are in force, by key. */
export interface LawSource {
  /** all active versions, in any order; empty when the key is unknown */
  parameters(key: string): Promise<readonly RegisterEntry[]>;
  /** what it remembers is read anew */
  forget(): void;
  calendar(key: string): Promise<Calendar | undefined>;
  /** the calendar as it was in a version (`Calendar.version`) that a step kept */
  calendarVersion(key: string, version: string): Promise<Calendar | undefined>;
}
