import { daysTimeValue } from '../values/constructors.ts';
import { FeelNumber } from '../values/number.ts';
import type { DaysTimeDuration, FeelDate, FeelDateTime, FeelRange, FeelTime, FeelValue, YearsMonthsDuration } from '../values/value.ts';
import { NANOS_PER_SECOND, offsetOf } from './zone.ts';

type Accessors<T> = Readonly<Record<string, (value: T) => FeelValue>>;
type HasProperties = FeelDate | FeelTime | FeelDateTime | DaysTimeDuration | YearsMonthsDuration | FeelRange;

const count = (value: number | bigint): FeelNumber => new FeelNumber(typeof value === 'bigint' ? value.toString() : value);

const DATE: Accessors<FeelDate> = {
  year: ({ date }) => count(date.year),
  month: ({ date }) => count(date.month),
  day: ({ date }) => count(date.day),
  weekday: ({ date }) => count(date.dayOfWeek),
};

const DATE_TIME: Accessors<FeelDateTime> = {
  year: ({ local }) => count(local.year),
  month: ({ local }) => count(local.month),
  day: ({ local }) => count(local.day),
  weekday: ({ local }) => count(local.dayOfWeek),
  hour: ({ local }) => count(local.hour),
  minute: ({ local }) => count(local.minute),
  second: ({ local }) => count(local.second),
  'time offset': offset,
  timezone,
};

const TIME: Accessors<FeelTime> = {
  hour: ({ time }) => count(time.hour),
  minute: ({ time }) => count(time.minute),
  second: ({ time }) => count(time.second),
  'time offset': offset,
  timezone,
};

const DAYS_TIME: Accessors<DaysTimeDuration> = {
  days: ({ nanoseconds }) => count(nanoseconds / (86_400n * NANOS_PER_SECOND)),
  hours: ({ nanoseconds }) => count((nanoseconds / (3_600n * NANOS_PER_SECOND)) % 24n),
  minutes: ({ nanoseconds }) => count((nanoseconds / (60n * NANOS_PER_SECOND)) % 60n),
  seconds: ({ nanoseconds }) => count((nanoseconds / NANOS_PER_SECOND) % 60n),
};

const YEARS_MONTHS: Accessors<YearsMonthsDuration> = {
  years: ({ months }) => count(Math.trunc(months / 12)),
  months: ({ months }) => count(months % 12),
};

const RANGE: Accessors<FeelRange> = {
  start: ({ low }) => low,
  end: ({ high }) => high,
  'start included': ({ lowIncluded }) => lowIncluded,
  'end included': ({ highIncluded }) => highIncluded,
};

/** The property of a temporal value or range (DMN 1.5 tables 53 and 65), or null where it has no such property. */
export function propertyOf(value: HasProperties, name: string): FeelValue {
  switch (value.kind) {
    case 'date':
      return read(DATE, value, name);
    case 'dateTime':
      return read(DATE_TIME, value, name);
    case 'time':
      return read(TIME, value, name);
    case 'daysTimeDuration':
      return read(DAYS_TIME, value, name);
    case 'yearsMonthsDuration':
      return read(YEARS_MONTHS, value, name);
    case 'range':
      return read(RANGE, value, name);
  }
}

function read<T>(accessors: Accessors<T>, value: T, name: string): FeelValue {
  return Object.hasOwn(accessors, name) ? (accessors[name]?.(value) ?? null) : null;
}

function offset(value: FeelTime | FeelDateTime): FeelValue {
  const nanoseconds = offsetOf(value);
  return nanoseconds === null ? null : daysTimeValue(nanoseconds);
}

function timezone({ zone }: FeelTime | FeelDateTime): FeelValue {
  return typeof zone === 'string' ? zone : null;
}
