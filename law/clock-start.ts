import { Rejection } from '../errors.ts';
import type { Calendar } from './calendar.ts';
import { nextOpening } from './office-hours.ts';
import type { Parameter } from './parameter.ts';
import { workingDaysBetween } from './working-days.ts';

/** A request for supplement (yêu cầu bổ sung) and its answer, ISO 8601 instants. */
export interface Supplement {
  readonly requested: string;
  readonly received: string;
}

export interface TermStart {
  /** what happened, on the law's clock */
  readonly event: Temporal.ZonedDateTime;
  /** when it counts as received: later than `event` only when it came outside office hours */
  readonly opened: Temporal.ZonedDateTime;
  readonly restarted: boolean;
  /** time that does not count: working days, milliseconds or calendar days, as the unit of the parameter asks */
  readonly paused: number;
}

export function startOfTerm(parameter: Parameter, calendar: Calendar, start: string, supplements: readonly Supplement[]): TermStart {
  const pauses = readSupplements(calendar, start, supplements);
  if (pauses.length > 0 && parameter.direction === 'backward') throw misplaced('A backward term knows no supplement.');
  const restart = parameter.onSupplement === 'restart' ? pauses.at(-1) : undefined;
  const event = restart?.received ?? lawClock(start, calendar);
  return {
    event,
    opened: parameter.receipt === 'officeHours' ? nextOpening(calendar, event) : event,
    restarted: restart !== undefined,
    paused: parameter.onSupplement === 'suspend' ? pauses.reduce((sum, pause) => sum + length(parameter, calendar, pause), 0) : 0,
  };
}

/** An instant on the law's clock. Throws Rejection `law.instant`: a time without an offset could be anyone's. */
export function lawClock(instant: string, calendar: Calendar): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(calendar.zone);
  } catch (cause) {
    throw new Rejection('validation', 'law.instant', `Expected an ISO 8601 instant with its offset, but found '${instant}'.`, { cause });
  }
}

interface Pause {
  readonly requested: Temporal.ZonedDateTime;
  readonly received: Temporal.ZonedDateTime;
}

function readSupplements(calendar: Calendar, start: string, supplements: readonly Supplement[]): readonly Pause[] {
  let before = lawClock(start, calendar);
  return supplements.map(({ requested, received }) => {
    const pause = { requested: lawClock(requested, calendar), received: lawClock(received, calendar) };
    if (isAfter(before, pause.requested) || isAfter(pause.requested, pause.received)) {
      throw misplaced('Expected supplements in order: start, request, receipt, next request, …');
    }
    before = pause.received;
    return pause;
  });
}

const isAfter = (a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): boolean => Temporal.ZonedDateTime.compare(a, b) > 0;

function length({ unit }: Parameter, calendar: Calendar, { requested, received }: Pause): number {
  if (unit === 'hour') return received.epochMilliseconds - requested.epochMilliseconds;
  const [from, to] = [requested.toPlainDate(), received.toPlainDate()];
  return unit === 'workingDay' ? workingDaysBetween(calendar, from, to) : from.until(to, { largestUnit: 'days' }).days;
}

const misplaced = (message: string): Rejection => new Rejection('validation', 'law.supplements', message);
