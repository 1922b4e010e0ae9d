/** Sums of years, months and days. A month of days is borrowed or carried by the rule only where two lengths meet. */
import { Rejection } from '../../errors.ts';
import type { FractionRule, SentenceTerm } from '../sentence-term.ts';

export const NOTHING: SentenceTerm = { years: 0, months: 0, days: 0 };
const MONTHS = 12;

type DaysRule = Pick<FractionRule, 'daysPerMonth'>;

/**
 * Calendar length between two dates, the last one not counted: whole months, then days. A month is over on the corresponding day or
 * the last of the month (BLTTHS Điều 134), so that a length from a date, added to it, gives the other date.
 */
export function lengthBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): SentenceTerm {
  const { years, months } = from.until(until, { largestUnit: 'years' });
  const whole = years * MONTHS + months;
  const next = Temporal.PlainDate.compare(from.add({ months: whole + 1 }), until) <= 0 ? whole + 1 : whole;
  return termOf(next, from.add({ months: next }).until(until, { largestUnit: 'days' }).days);
}

/** The corresponding day, or the last of the month where there is none; days after that. */
export function dateAfter(from: Temporal.PlainDate, { years, months, days }: SentenceTerm): Temporal.PlainDate {
  return from.add({ years, months }).add({ days });
}

export function sumOf(terms: readonly SentenceTerm[], { daysPerMonth }: DaysRule): SentenceTerm {
  const [only, ...more] = terms.filter((term) => !isNothing(term));
  if (!only || more.length === 0) return only ?? NOTHING;
  const days = [only, ...more].reduce((sum, term) => sum + term.days, 0);
  const months = [only, ...more].reduce((sum, term) => sum + monthsOf(term), 0) + Math.floor(days / daysPerMonth);
  return termOf(months, days % daysPerMonth);
}

/** Nothing where `less` is the longer one. */
export function differenceOf(term: SentenceTerm, less: SentenceTerm, { daysPerMonth }: DaysRule): SentenceTerm {
  if (isNothing(less)) return term;
  let months = monthsOf(term) - monthsOf(less);
  let days = term.days - less.days;
  const borrowed = Math.max(0, Math.ceil(-days / daysPerMonth));
  months -= borrowed;
  days += borrowed * daysPerMonth;
  return months < 0 ? NOTHING : termOf(months, days);
}

/** Below, at or above 0 like the order of the two. */
export function compareTerms(a: SentenceTerm, b: SentenceTerm, { daysPerMonth }: DaysRule): number {
  const days = (term: SentenceTerm): number => monthsOf(term) * daysPerMonth + term.days;
  return Math.sign(days(a) - days(b));
}

export const isNothing = ({ years, months, days }: SentenceTerm): boolean => years + months + days === 0;

/** Throws Rejection `law.sentence`. */
export function checkTerm(term: SentenceTerm, what: string): SentenceTerm {
  if ([term.years, term.months, term.days].every((n) => Number.isSafeInteger(n) && n >= 0 && n < 10_000)) return term;
  throw new Rejection('validation', 'law.sentence', `Expected ${what} in whole years, months and days.`);
}

const monthsOf = ({ years, months }: SentenceTerm): number => years * MONTHS + months;
const termOf = (months: number, days: number): SentenceTerm => ({ years: Math.floor(months / MONTHS), months: months % MONTHS, days });
