import { isUnsettled, type Calendar } from './calendar.ts';
import type { Count } from './deadline.ts';
import type { Parameter } from './parameter.ts';

/** Whether the count depended on a day whose status the official notice may still change. */
export function unsettledBetween(parameter: Parameter, calendar: Calendar, { start, raw, last }: Count): boolean {
  const opened = start.opened.toPlainDate();
  if (parameter.receipt === 'officeHours' && anyUnsettled(calendar, start.event.toPlainDate(), opened)) return true;
  if (parameter.unit === 'workingDay') return anyUnsettled(calendar, opened, last);
  return parameter.rollForward && anyUnsettled(calendar, raw, last);
}

function anyUnsettled(calendar: Calendar, from: Temporal.PlainDate, to: Temporal.PlainDate): boolean {
  const [first, final] = Temporal.PlainDate.compare(from, to) <= 0 ? [from, to] : [to, from];
  for (let day = first; Temporal.PlainDate.compare(day, final) <= 0; day = day.add({ days: 1 })) {
    if (isUnsettled(calendar, day)) return true;
  }
  return false;
}
