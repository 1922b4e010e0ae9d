/** Dates, times and durations added and subtracted (DMN 1.5 §10.3.2.3.5 to 8, table 56). Null where the result leaves the calendar. */
import { dateTimeValue, dateValue, daysTimeValue, timeValue } from '../values/constructors.ts';
import type { DaysTimeDuration, FeelDate, FeelDateTime, FeelTime, FeelValue, YearsMonthsDuration } from '../values/value.ts';
import { epochNanoseconds, fromWallNanoseconds, inRange, NANOS_PER_DAY, timeNanoseconds, wallNanoseconds } from './zone.ts';

type Duration = DaysTimeDuration | YearsMonthsDuration;
type Point = FeelDate | FeelTime | FeelDateTime;

export function negateDuration(duration: Duration): Duration | null {
  return duration.kind === 'daysTimeDuration' ? daysTimeValue(-duration.nanoseconds) : { ...duration, months: 0 - duration.months };
}

export function addDuration(point: Point, duration: Duration): FeelValue {
  if (point.kind === 'time') return duration.kind === 'daysTimeDuration' ? shiftTime(point, duration.nanoseconds) : null;
  if (duration.kind === 'yearsMonthsDuration') return shiftMonths(point, duration.months);
  return point.kind === 'date' ? shiftDate(point, duration.nanoseconds) : shiftDateTime(point, duration.nanoseconds);
}

/** Wraps around midnight. */
function shiftTime(point: FeelTime, nanoseconds: bigint): FeelTime {
  const wall = timeNanoseconds({ ...point, zone: null }) + nanoseconds;
  const inDay = ((wall % NANOS_PER_DAY) + NANOS_PER_DAY) % NANOS_PER_DAY;
  const shifted = fromWallNanoseconds(inDay);
  return shifted ? timeValue(shifted.toPlainTime(), point.zone) : point;
}

/** The last day of the month where the target month is shorter. */
function shiftMonths(point: FeelDate | FeelDateTime, months: number): FeelValue {
  return inRange(() =>
    point.kind === 'date' ? dateValue(point.date.add({ months })) : dateTimeValue(point.local.add({ months }), point.zone),
  );
}

/** A date is its midnight UTC; the result is the date of the shifted instant. */
function shiftDate(point: FeelDate, nanoseconds: bigint): FeelValue {
  const wall = wallNanoseconds(point.date.toPlainDateTime());
  const shifted = wall === null ? null : fromWallNanoseconds(wall + nanoseconds);
  return shifted && dateValue(shifted.toPlainDate());
}

/** In a named zone the duration passes on the time line, so that the wall clock follows a change of offset. */
function shiftDateTime(point: FeelDateTime, nanoseconds: bigint): FeelValue {
  const { zone } = point;
  if (typeof zone === 'string') {
    const epoch = epochNanoseconds(point);
    const shifted = epoch === null ? null : inRange(() => new Temporal.Instant(epoch + nanoseconds).toZonedDateTimeISO(zone));
    return shifted && dateTimeValue(shifted.toPlainDateTime(), zone);
  }
  const wall = wallNanoseconds(point.local);
  const shifted = wall === null ? null : fromWallNanoseconds(wall + nanoseconds);
  return shifted && dateTimeValue(shifted, zone);
}

/** Null between a time and a date, and between a local and a zoned value. */
export function subtractPoints(left: Point, right: Point): FeelValue {
  if (left.kind === 'time' || right.kind === 'time') {
    if (left.kind !== 'time' || right.kind !== 'time' || (left.zone === null) !== (right.zone === null)) return null;
    return daysTimeValue(timeNanoseconds(left) - timeNanoseconds(right));
  }
  const [from, to] = [asDateTime(left, right), asDateTime(right, left)];
  if ((from.zone === null) !== (to.zone === null)) return null;
  const [a, b] = [epochNanoseconds(from), epochNanoseconds(to)];
  return a === null || b === null ? null : daysTimeValue(a - b);
}

/** Beside a date and time a date is its midnight UTC (DMN 1.5 §10.3.2.3.7). */
function asDateTime(value: FeelDate | FeelDateTime, other: FeelDate | FeelDateTime): FeelDateTime {
  if (value.kind === 'dateTime') return value;
  return dateTimeValue(value.date.toPlainDateTime(), other.kind === 'dateTime' ? 0 : null);
}
