/** What happened in a run, for people to read: facts here, words in messages.json. */
import type { DeadlineRecord } from '../engine/deadline-record.ts';
import type { Bilingual } from '../law/calendar.ts';
import type { MessageKey } from './texts.ts';

export interface Happening {
  /** step of the scenario, counted from 1; 0 is the start */
  readonly step: number;
  /** ISO instant UTC */
  readonly at: string;
  readonly what: Extract<MessageKey, `happened.${string}`>;
  readonly values: Readonly<Record<string, string | number>>;
  /** why something is due when it is */
  readonly due?: DeadlineRecord;
  readonly note?: Bilingual;
}
