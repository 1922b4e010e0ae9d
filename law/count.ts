import type { TermStart } from './clock-start.ts';

/** How a term was counted, for the explanation. */
export interface Count {
  readonly start: TermStart;
  /** the last day before it was moved from a day off */
  readonly raw: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly due: Temporal.ZonedDateTime;
  /** due at 24:00 of the last day */
  readonly endsWithDay: boolean;
}
