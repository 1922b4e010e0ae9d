import type { Bilingual, Calendar } from './calendar.ts';
import { dayOff, isUnsettled } from './day-off.ts';
import type { Count } from './count.ts';
import type { Parameter } from './parameter.ts';

/** What the calendar said on the days that a count depended on. */
export interface DaysMet {
  /** a day whose status the official notice may still change */
  readonly unsettled: boolean;
  /** holidays that a term in working days passed over, each once; the weekly rest goes without saying */
  readonly holidays: readonly Bilingual[];
}

const ONE_DAY = Temporal.Duration.from({ days: 1 });

export function daysMet(parameter: Parameter, calendar: Calendar, { start, raw, last }: Count): DaysMet {
  const opened = start.opened.toPlainDate();
  const received = parameter.receipt === 'officeHours' ? walk(calendar, start.event.toPlainDate(), opened) : NOTHING;
  if (parameter.unit === 'workingDay') {
    const { unsettled, holidays } = walk(calendar, opened, last);
    return { unsettled: unsettled || received.unsettled, holidays };
  }
  const moved = parameter.rollForward ? walk(calendar, raw, last) : NOTHING;
  return { unsettled: received.unsettled || moved.unsettled, holidays: [] };
}

const NOTHING: DaysMet = { unsettled: false, holidays: [] };

function walk(calendar: Calendar, from: Temporal.PlainDate, to: Temporal.PlainDate): DaysMet {
  const [first, final] = Temporal.PlainDate.compare(from, to) <= 0 ? [from, to] : [to, from];
  const holidays = new Map<string, Bilingual>();
  let unsettled = false;
  for (let day = first; ; day = day.add(ONE_DAY)) {
    unsettled ||= isUnsettled(calendar, day);
    const reason = dayOff(calendar, day)?.reason;
    if (reason) holidays.set(reason.vi, reason);
    if (day.equals(final)) return { unsettled, holidays: [...holidays.values()] };
  }
}
