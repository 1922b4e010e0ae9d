import type { Calendar, OfficeHours } from './calendar.ts';
import { isWorkingDay } from './day-off.ts';
import { addWorkingDays } from './working-days.ts';

const at = (day: Temporal.PlainDate, time: string, zone: string): Temporal.ZonedDateTime =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) });

/** The open stretches of one day, as epoch milliseconds [from, to); empty on a day off. */
export function openStretches(calendar: Calendar, day: Temporal.PlainDate): readonly (readonly [from: number, to: number])[] {
  if (!isWorkingDay(calendar, day)) return [];
  return calendar.office.map(({ from, to }) => [
    at(day, from, calendar.zone).epochMilliseconds,
    at(day, to, calendar.zone).epochMilliseconds,
  ]);
}

/** `time` itself until the office closes on a working day, the noon break included; after that, the next opening. */
export function nextOpening(calendar: Calendar, time: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const day = time.toPlainDate();
  const closes = (calendar.office.at(-1) as OfficeHours).to;
  const clock = time.toPlainTime();
  if (isWorkingDay(calendar, day) && Temporal.PlainTime.compare(clock, Temporal.PlainTime.from(closes)) <= 0) return time;
  return at(addWorkingDays(calendar, day, 1), (calendar.office[0] as OfficeHours).from, calendar.zone);
}
