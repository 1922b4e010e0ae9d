import type { DaysTimeDuration, FeelDate, FeelDateTime, FeelTime, YearsMonthsDuration } from '../values/value.ts';
import { formatZone, NANOS_PER_SECOND } from './zone.ts';

type TemporalValue = FeelDate | FeelTime | FeelDateTime | DaysTimeDuration | YearsMonthsDuration;

/** The text that the matching conversion function reads back to the same value. */
export function formatTemporal(value: TemporalValue): string {
  switch (value.kind) {
    case 'date':
      return formatDate(value.date);
    case 'time':
      return value.time.toString() + formatZone(value.zone);
    case 'dateTime':
      return `${formatDate(value.local.toPlainDate())}T${value.local.toPlainTime().toString()}${formatZone(value.zone)}`;
    case 'daysTimeDuration':
      return formatDaysTime(value.nanoseconds);
    case 'yearsMonthsDuration':
      return formatYearsMonths(value.months);
  }
}

/** FEEL has no leading plus and no six-digit years, unlike ISO 8601's expanded form. */
function formatDate(date: Temporal.PlainDate): string {
  const year = String(Math.abs(date.year)).padStart(4, '0');
  return `${date.year < 0 ? '-' : ''}${year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}

function formatYearsMonths(months: number): string {
  const size = Math.abs(months);
  const [years, rest] = [Math.floor(size / 12), size % 12];
  if (size === 0) return 'P0M';
  return `${months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${rest ? `${rest}M` : ''}`;
}

function formatDaysTime(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size === 0n) return 'PT0S';
  const total = size / NANOS_PER_SECOND;
  const [days, hours, minutes, seconds] = [total / 86_400n, (total / 3_600n) % 24n, (total / 60n) % 60n, total % 60n];
  const fraction = (size % NANOS_PER_SECOND).toString().padStart(9, '0').replace(/0+$/, '');
  const secondsText = seconds || fraction ? `${seconds}${fraction ? `.${fraction}` : ''}S` : '';
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${secondsText}`;
  return `${nanoseconds < 0n ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}
