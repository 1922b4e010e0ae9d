import type { Bilingual, Calendar } from './calendar.ts';
import { dayOff } from './day-off.ts';
import type { DaysMet } from './days-met.ts';
import type { Count } from './count.ts';
import { amountText, clockText, dateText, joined, sentence, weeklyRest } from './explanation-text.ts';
import type { Parameter } from './parameter.ts';
import { isSettled } from './register-entry.ts';

/** The way from the event to the due time, for the person who has to keep it and the one who has to check it. */
export function explain(parameter: Parameter, calendar: Calendar, count: Count, met: DaysMet): Bilingual {
  const sentences = [
    ...beginning(parameter, count),
    ...skipped(met),
    ...moved(parameter, calendar, count),
    ending(count),
    basis(parameter, calendar),
    ...(met.unsettled ? [sentence('provisional', {})] : []),
    ...(isSettled(parameter) ? [] : [sentence('toBeVerified', {})]),
  ];
  return joined(sentences, ' ');
}

function beginning(
  { value, unit, direction, precision }: Parameter,
  { start: { event, opened, restarted, paused } }: Count,
): readonly Bilingual[] {
  const start = dateText(opened.toPlainDate());
  const time = clockText(opened);
  const name = direction === 'backward' ? 'backward' : precision === 'clockTime' ? 'forwardClock' : 'forward';
  return [
    ...(restarted ? [sentence('restarted', { start: dateText(event.toPlainDate()) })] : []),
    ...(opened.equals(event) ? [] : [sentence('received', { time: clockText(event), event: dateText(event.toPlainDate()), start })]),
    sentence(name, { amount: amountText(value, unit), start, time }),
    ...(paused > 0 ? [sentence('suspended', { amount: pauseText(paused, unit) })] : []),
  ];
}

const HOUR = 3_600_000;
function pauseText(paused: number, unit: Parameter['unit']): Bilingual {
  if (unit === 'hour') return amountText(Math.ceil(paused / HOUR), 'hour');
  return amountText(paused, unit === 'workingDay' ? 'workingDay' : 'calendarDay');
}

function skipped({ holidays }: DaysMet): readonly Bilingual[] {
  return holidays.length === 0 ? [] : [sentence('skipped', { reasons: joined(holidays, ', ') })];
}

function moved({ direction }: Parameter, calendar: Calendar, { raw, last }: Count): readonly Bilingual[] {
  if (raw.equals(last)) return [];
  const reason = dayOff(calendar, raw)?.reason ?? weeklyRest;
  return [sentence(direction === 'forward' ? 'rolledForward' : 'rolledBackward', { raw: dateText(raw), reason })];
}

function ending({ last, due, endsWithDay }: Count): Bilingual {
  const values = { due: dateText(last), time: clockText(due) };
  return sentence(endsWithDay ? 'dueEndOfDay' : 'dueClock', values);
}

function basis({ citation, key, version }: Parameter, calendar: Calendar): Bilingual {
  return sentence('basis', { citation, key, version, calendar: calendar.key, calendarVersion: calendar.version });
}
