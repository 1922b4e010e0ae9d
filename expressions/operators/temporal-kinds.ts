import type { DaysTimeDuration, FeelDate, FeelDateTime, FeelTime, FeelValue, YearsMonthsDuration } from '../values/value.ts';
import { kindOf } from '../values/value.ts';

export function isDuration(value: FeelValue): value is DaysTimeDuration | YearsMonthsDuration {
  const kind = kindOf(value);
  return kind === 'daysTimeDuration' || kind === 'yearsMonthsDuration';
}

export function isPoint(value: FeelValue): value is FeelDate | FeelTime | FeelDateTime {
  const kind = kindOf(value);
  return kind === 'date' || kind === 'time' || kind === 'dateTime';
}
