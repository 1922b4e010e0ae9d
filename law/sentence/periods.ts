/** Stretches of days that count or do not count: half-open, in order, without overlap once they are merged. */
import { Rejection } from '../../errors.ts';
import { isDate } from '../shape.ts';

/**
 * As the papers say it. `to`: the last day, counted (từ ngày … đến ngày …); or `until`: the first day that no longer belongs to it;
 * with neither it is not over yet.
 */
export interface Period {
  /** ISO date, counted */
  readonly from: string;
  readonly to?: string;
  readonly until?: string;
}

export interface Span {
  readonly from: Temporal.PlainDate;
  /** not counted; none: goes on */
  readonly until?: Temporal.PlainDate;
}

/** Throws Rejection `law.period`. */
export function readSpan({ from, to, until }: Period, what: string): Span {
  if (to !== undefined && until !== undefined) throw wrong(`Expected ${what} from ${from} to have 'to' or 'until', not both.`);
  const begin = dateOf(from, what);
  const end = to === undefined ? until : dateOf(to, what).add({ days: 1 }).toString();
  if (end === undefined) return { from: begin };
  const last = dateOf(end, what);
  if (Temporal.PlainDate.compare(last, begin) > 0) return { from: begin, until: last };
  throw wrong(`Expected ${what} from ${from} to end after it begins, but it ends ${to ?? until}.`);
}

/** Overlapping and adjacent spans become one, so that no day counts twice and a month is not cut where one paper follows another. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const span of spans.toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))) {
    const last = out.at(-1);
    if (!last || (last.until && Temporal.PlainDate.compare(last.until, span.from) < 0)) out.push(span);
    else if (last.until && (!span.until || isBefore(last.until, span.until))) out[out.length - 1] = { ...span, from: last.from };
  }
  return out;
}

/** What is left of merged `spans` outside merged `holes`. */
export function without(spans: readonly Span[], holes: readonly Span[]): readonly Span[] {
  return holes.reduce<readonly Span[]>((left, hole) => left.flatMap((span) => cut(span, hole)), spans);
}

/** What lies before a day. */
export function beforeDay(spans: readonly Span[], day: Temporal.PlainDate): readonly Required<Span>[] {
  return spans
    .filter(({ from }) => isBefore(from, day))
    .map(({ from, until }) => ({ from, until: until && isBefore(until, day) ? until : day }));
}

function cut(span: Span, hole: Span): readonly Span[] {
  const misses = (hole.until && !isBefore(span.from, hole.until)) || (span.until && !isBefore(hole.from, span.until));
  if (misses) return [span];
  const head = isBefore(span.from, hole.from) ? [{ from: span.from, until: hole.from }] : [];
  const tail = hole.until && (!span.until || isBefore(hole.until, span.until)) ? [{ ...span, from: hole.until }] : [];
  return [...head, ...tail];
}

export function dateOf(text: string, what: string): Temporal.PlainDate {
  if (isDate(text)) return Temporal.PlainDate.from(text);
  throw wrong(`Expected ${what} to have dates YYYY-MM-DD, but found '${String(text)}'.`);
}

export const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;
const wrong = (message: string): Rejection => new Rejection('validation', 'law.period', message);
