/**
 * When timer start events are due. A cycle counts from the deployment; instants that passed while nobody was there to start
 * anything count once, so that a long pause is no storm.
 */
import { CronExpressionParser } from 'cron-parser';
import type { TimerSpec } from '../../engine/model/process-model.ts';
import { instantOf, TIME_ZONE } from '../../engine/time-values.ts';
import { parseCycle } from '../../engine/timers.ts';

export type FirstStart =
  { readonly due: string | undefined } | { readonly problem: 'startTimerParameter' | 'startTimerValue'; readonly value: string };

type Cycle = ReturnType<typeof parseCycle>;

/** `due` is undefined for a cycle without repetitions. */
export function firstStart(timer: TimerSpec, deployed: string): FirstStart {
  const value = textOf(timer);
  if (value === undefined) return { problem: 'startTimerParameter', value: '' };
  try {
    if (timer.type === 'date') return { due: iso(instantOf(value)) };
    if (timer.type === 'duration') return { due: iso(later(Date.parse(deployed), Temporal.Duration.from(value))) };
    return { due: optionalIso(firstOf(parseCycle(value), Date.parse(deployed))) };
  } catch {
    return { problem: 'startTimerValue', value };
  }
}

/** The first instant after `now` that follows `due`; undefined when the timer is done. */
export function nextStart(timer: TimerSpec, deployed: string, due: number, now: string): string | undefined {
  const value = textOf(timer);
  if (timer.type !== 'cycle' || value === undefined) return undefined;
  const cycle = parseCycle(value);
  const after = Math.max(due, Date.parse(now));
  if (cycle.type === 'cron') return iso(nextCron(cycle.expression, after));
  let at = firstOf(cycle, Date.parse(deployed));
  for (let count = 1; at !== undefined && at <= after; count += 1) {
    if (cycle.repetitions >= 0 && count >= cycle.repetitions) return undefined;
    at = later(at, cycle.interval);
  }
  return optionalIso(at);
}

/** Literal text, or a FEEL literal that modelers write as text; what needs variables has none here. */
function textOf(timer: TimerSpec): string | undefined {
  if (timer.type === 'deadline') return undefined;
  return typeof timer.value === 'string' ? timer.value : undefined;
}

function firstOf(cycle: Cycle, deployed: number): number | undefined {
  if (cycle.type === 'cron') return nextCron(cycle.expression, deployed);
  if (cycle.repetitions === 0) return undefined;
  return cycle.start ?? later(deployed, cycle.interval);
}

function later(from: number, duration: Temporal.Duration): number {
  return Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(TIME_ZONE).add(duration).epochMilliseconds;
}

function nextCron(expression: string, after: number): number {
  return CronExpressionParser.parse(expression, { tz: TIME_ZONE, currentDate: new Date(after) })
    .next()
    .getTime();
}

const iso = (at: number): string => new Date(at).toISOString();
const optionalIso = (at: number | undefined): string | undefined => (at === undefined ? undefined : iso(at));
