/**
 * When a timer is due (BPMN 10.5.5.4; ISO 8601 dates, durations, repeating intervals; cron). Calendar durations run in the
 * official time zone. The due instant is kept in the state, so that rows, migration and replay agree on it.
 */
import { CronExpressionParser } from 'cron-parser';
import { resolveAsOf } from './as-of.ts';
import { IncidentSignal } from './incidents.ts';
import type { DeadlineFacet, TimerSpec } from './model/process-model.ts';
import type { DeadlineRecord } from './deadline-record.ts';
import { type Instance, NeedSignal, type Run } from './run.ts';
import { instantOf, textOfTime, TIME_ZONE } from './time-values.ts';
import { evaluate } from './variables.ts';

/** due: epoch milliseconds; left: repetitions after this one, -1 without end */
export type Armed = [due: number] | [due: number, left: number];

export function firstDue(run: Run, at: Instance, timer: Exclude<TimerSpec, { type: 'deadline' }>): Armed | undefined {
  const value = typeof timer.value === 'string' ? timer.value : textOfTime(evaluate(run, at, timer.value), timer.value.source);
  return inTimer(value, () => {
    if (timer.type === 'date') return [instantOf(value)];
    if (timer.type === 'duration') return [addDuration(run.nowMs, Temporal.Duration.from(value))];
    return firstOfCycle(value, run.nowMs);
  });
}

/** The next repetition, counted from when the last one was due: delays do not add up. Undefined after the last. */
export function nextDue(run: Run, at: Instance, timer: TimerSpec, last: Armed): Armed | undefined {
  const left = last[1] ?? 0;
  if (timer.type !== 'cycle' || left === 0) return undefined;
  const value = typeof timer.value === 'string' ? timer.value : textOfTime(evaluate(run, at, timer.value), timer.value.source);
  return inTimer(value, () => {
    const cycle = parseCycle(value);
    const due = cycle.type === 'cron' ? nextCron(cycle.expression, Math.max(last[0], run.nowMs)) : nextInterval(cycle, last[0]);
    return [due, left < 0 ? -1 : left - 1];
  });
}

/** Months are counted from the start that the cycle names: from the 31st on, every month's last day, not the 28th for ever. */
function nextInterval({ start, interval }: Extract<Cycle, { type: 'interval' }>, last: number): number {
  if (start === undefined || (interval.months === 0 && interval.years === 0)) return addDuration(last, interval);
  for (let times = 1; ; times++) {
    const due = addDuration(start, multiplied(interval, times));
    if (due > last) return due;
  }
}

function multiplied({ years, months, weeks, days, hours, minutes, seconds }: Temporal.Duration, times: number): Temporal.Duration {
  return Temporal.Duration.from({
    years: years * times,
    months: months * times,
    weeks: weeks * times,
    days: days * times,
    hours: hours * times,
    minutes: minutes * times,
    seconds: seconds * times,
  });
}

/** Terms of law run from when something was done, not from when it was entered. */
export function deadlineRecord(run: Run, at: Instance, facet: DeadlineFacet): DeadlineRecord {
  const start = facet.clockStart
    ? new Date(instantOf(textOfTime(evaluate(run, at, facet.clockStart), facet.clockStart.source))).toISOString()
    : (run.act?.at ?? run.context.now);
  const reference = {
    parameter: facet.parameter,
    ...(facet.calendar !== undefined && { calendar: facet.calendar }),
    start,
    asOf: resolveAsOf(run, at, facet.asOf),
  };
  const record = run.context.deadline(reference);
  if (!record) throw new NeedSignal({ kind: 'deadline', reference });
  const { calendar, asOf } = reference;
  return { ...record, counted: { start, ...(calendar !== undefined && { calendar }), asOf, follows: facet.asOf === 'step' } };
}

function firstOfCycle(value: string, now: number): Armed | undefined {
  const cycle = parseCycle(value);
  if (cycle.type === 'cron') return [nextCron(cycle.expression, now), -1];
  if (cycle.repetitions === 0) return undefined;
  const due = cycle.start ?? addDuration(now, cycle.interval);
  return [due, cycle.repetitions < 0 ? -1 : cycle.repetitions - 1];
}

type Cycle =
  { type: 'cron'; expression: string } | { type: 'interval'; repetitions: number; start: number | undefined; interval: Temporal.Duration };

/** `R3/PT10M`, `R/2026-01-01T08:00/P1M`, or cron with 5 or 6 fields. */
export function parseCycle(value: string): Cycle {
  const parts = value.split('/');
  const repeat = /^R(\d*)$/.exec(parts[0] ?? '');
  if (!repeat) {
    CronExpressionParser.parse(value, { tz: TIME_ZONE });
    return { type: 'cron', expression: value };
  }
  const interval = Temporal.Duration.from(parts[parts.length - 1] ?? '');
  if (interval.sign <= 0 || parts.length < 2 || parts.length > 3) throw new RangeError('the interval must be longer than nothing');
  return {
    type: 'interval',
    repetitions: repeat[1] === '' ? -1 : Number(repeat[1]),
    start: parts.length === 3 ? instantOf(parts[1] ?? '') : undefined,
    interval,
  };
}

function nextCron(expression: string, after: number): number {
  return CronExpressionParser.parse(expression, { tz: TIME_ZONE, currentDate: new Date(after) })
    .next()
    .getTime();
}

function addDuration(from: number, duration: Temporal.Duration): number {
  return Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(TIME_ZONE).add(duration).epochMilliseconds;
}

function inTimer<T>(value: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof IncidentSignal || error instanceof NeedSignal) throw error;
    throw new IncidentSignal(
      'expressionFailed',
      `Expected '${value}' to be an ISO 8601 time: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
