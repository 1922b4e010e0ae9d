/**
 * The working calendar of state agencies: which days are off, which Saturdays are worked, and how sure that is. Data only:
 * no clock, no zone of the machine. A year without an official notice is provisional, and so is every deadline that meets it.
 */

export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}

/** A day that differs from its weekday. `unconfirmed`: known only from the press or from a general rule of the law. */
export interface CalendarDay {
  readonly kind: 'off' | 'working';
  readonly reason: Bilingual;
  readonly source: string;
  readonly status: 'official' | 'unconfirmed';
}

/** A holiday that returns every year on the same date; used only in years that have no official notice yet. */
export interface AnnualHoliday {
  /** first year */
  readonly since: number;
  readonly reason: Bilingual;
  readonly source: string;
  /** on the weekly rest, it moves to the next working day (nghỉ bù) */
  readonly madeUp?: boolean;
}

/** A holiday of the lunar calendar, by the rules of UTC+7; used only in years that have no official notice yet. */
export interface LunarHoliday extends AnnualHoliday {
  /** days off before the lunar day itself; 0 where it does not say */
  readonly before?: number;
  /** days off in a row, the first ones counted; 1 where it does not say */
  readonly days?: number;
}

/** Office hours of a working day, local clock times "HH:MM", in order and without overlap. */
export interface OfficeHours {
  readonly from: string;
  readonly to: string;
}

export interface Calendar {
  readonly key: string;
  readonly version: string;
  /** IANA name; the law's clock, never the machine's */
  readonly zone: string;
  /** ISO weekdays off, 1 (Monday) to 7 (Sunday) */
  readonly weeklyOff: readonly number[];
  readonly office: readonly OfficeHours[];
  /** by ISO date */
  readonly days: Readonly<Record<string, CalendarDay>>;
  /** by "MM-DD" */
  readonly annual: Readonly<Record<string, AnnualHoliday>>;
  /** by lunar "MM-DD"; none in calendars of before */
  readonly lunar?: Readonly<Record<string, LunarHoliday>>;
  /** by year: the documents that fixed its holidays */
  readonly notices: Readonly<Record<string, readonly string[]>>;
}
