/** So many working days from a day, forward or back, with the days off that were passed over: the law's own count, in words. */
import type { Bilingual, Calendar } from './calendar.ts';
import { dayOff, isUnsettled } from './day-off.ts';
import { amountText, dateText, joined, sentence } from './explanation-text.ts';
import { addWorkingDays } from './working-days.ts';

export interface PassedDay {
  /** ISO date */
  readonly date: string;
  /** none: the weekly rest */
  readonly reason?: Bilingual;
}

export interface CountedDays {
  /** ISO date of the last day */
  readonly day: string;
  /** an official notice may still change it */
  readonly provisional: boolean;
  /** days off on the way, in order of dates */
  readonly passed: readonly PassedDay[];
  readonly explanation: Bilingual;
}

/** `count` is negative backwards. Throws Rejection `law.noWorkingDay`, `law.lunarDate`. */
export function explainWorkingDays(calendar: Calendar, from: Temporal.PlainDate, count: number): CountedDays {
  const last = addWorkingDays(calendar, from, count);
  const [first, final] = count < 0 ? [last, from] : [from, last];
  const between: Temporal.PlainDate[] = [];
  for (let day = first; Temporal.PlainDate.compare(day, final) <= 0; day = day.add({ days: 1 })) between.push(day);
  const passed = between.flatMap((day) => {
    const off = day.equals(from) ? undefined : dayOff(calendar, day);
    return off ? [{ date: day.toString(), ...(off.reason && { reason: off.reason }) }] : [];
  });
  const provisional = between.some((day) => isUnsettled(calendar, day));
  return { day: last.toString(), provisional, passed, explanation: inWords({ from, last, count, passed, provisional }) };
}

interface Way extends Pick<CountedDays, 'passed' | 'provisional'> {
  readonly from: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly count: number;
}

function inWords({ from, last, count, passed, provisional }: Way): Bilingual {
  const reasons = [...new Map(passed.flatMap(({ reason }) => (reason ? [[reason.vi, reason] as const] : []))).values()];
  const amount = amountText(Math.abs(count), 'workingDay');
  const sentences = [
    sentence(count < 0 ? 'countedBack' : 'forward', { amount, start: dateText(from) }),
    ...(reasons.length > 0 ? [sentence('skipped', { reasons: joined(reasons, ', ') })] : []),
    sentence('lastDay', { day: dateText(last) }),
    ...(provisional ? [sentence('provisional', {})] : []),
  ];
  return joined(sentences, ' ');
}
