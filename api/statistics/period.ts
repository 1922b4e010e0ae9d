/** The months of statistics as instants, on the law's clock. */
import { Rejection } from '../../errors.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const MOST_MONTHS = 24;
/** A trend of fewer months says little. */
const TREND_MONTHS = 12;

export interface Period {
  /** instants: its first, and the one after its last */
  readonly from: string;
  readonly end: string;
  /** where the period of as many months before it begins */
  readonly before: string;
  /** where the trend begins, at or before `from` */
  readonly scan: string;
  /** its last instant, or now where it is not over */
  readonly moment: string;
  readonly isNow: boolean;
  /** YYYY-MM: its first; and from the first of the trend on */
  readonly first: string;
  readonly months: readonly string[];
}

const startOf = (month: Temporal.PlainYearMonth): string =>
  month.toPlainDate({ day: 1 }).toZonedDateTime(ZONE).toInstant().toString({ fractionalSecondDigits: 3 });

/** `from`, `to`: months, both of them included. Throws validation `periodInvalid`. */
export function periodOf({ from, to }: { readonly from: string; readonly to: string }, now: string): Period {
  const [first, last] = [Temporal.PlainYearMonth.from(from), Temporal.PlainYearMonth.from(to)];
  const length = first.until(last, { largestUnit: 'months' }).months + 1;
  if (length < 1 || length > MOST_MONTHS)
    throw new Rejection('validation', 'periodInvalid', `Expected a period of 1 to ${MOST_MONTHS} months.`, {
      details: { from, to, most: MOST_MONTHS },
    });
  const trend = Math.max(length, TREND_MONTHS);
  const end = startOf(last.add({ months: 1 }));
  const isNow = now < end;
  return {
    from: startOf(first),
    end,
    before: startOf(first.subtract({ months: length })),
    scan: startOf(last.subtract({ months: trend - 1 })),
    moment: isNow ? now : end,
    isNow,
    first: first.toString(),
    months: Array.from({ length: trend }, (_, at) => last.subtract({ months: trend - 1 - at }).toString()),
  };
}
