/** Months as `2026-11`, on the law's clock. */
const MONTH = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit' });
const YEAR_MONTHS = 12;
const QUARTER = 3;

/** `now`: milliseconds. */
export function monthAgo(now: number, months: number): string {
  const [year = 0, month = 1] = MONTH.format(new Date(now)).split('-').map(Number);
  return monthOf(year * YEAR_MONTHS + month - 1 - months);
}

const monthOf = (count: number): string => `${Math.floor(count / YEAR_MONTHS)}-${String((count % YEAR_MONTHS) + 1).padStart(2, '0')}`;

/** 11/2026 */
export const shownMonth = (month: string): string => month.split('-').toReversed().join('/');

export interface Months {
  readonly tu: string;
  readonly den: string;
}

/** This month, quarter and year, as far as they are begun. */
export function usualPeriods(now: number): Readonly<Record<'month' | 'quarter' | 'year', Months>> {
  const den = monthAgo(now, 0);
  const inQuarter = (Number(den.slice(5)) - 1) % QUARTER;
  return { month: { tu: den, den }, quarter: { tu: monthAgo(now, inQuarter), den }, year: { tu: `${den.slice(0, 4)}-01`, den } };
}

/** First and last day of a period of months, as ISO dates. */
export function daysOf({ tu, den }: Months): { readonly from: string; readonly to: string } {
  const [year = 0, month = 1] = den.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${tu}-01`, to: `${den}-${String(last).padStart(2, '0')}` };
}
