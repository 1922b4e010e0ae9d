/**
 * Arithmetic on sentences (mức án): calendar years, months and days, never working days, never moved from a day off
 * (BLTTHS Điều 134; BLHS Điều 63, 66). How a part of a month becomes days is a parameter of the caller, because no text fixes it.
 */
import { Rejection } from '../errors.ts';

export interface SentenceTerm {
  readonly years: number;
  readonly months: number;
  readonly days: number;
}

/** `daysPerMonth`: 30 in practice. `rounding` of a part of a day: up asks more of the person, down less. */
export interface FractionRule {
  readonly daysPerMonth: number;
  readonly rounding: 'up' | 'down';
}

const MONTHS = 12;

/** Such as 1/3, 1/2 or 2/3 of a sentence. Whole months stay months; only the rest of a month becomes days. */
export function fractionOfTerm(term: SentenceTerm, [part, of]: readonly [number, number], rule: FractionRule): SentenceTerm {
  const whole = [term.years, term.months, term.days, part].every(isCount) && isCount(of) && of > 0 && part <= of;
  if (!whole || !isCount(rule.daysPerMonth) || rule.daysPerMonth === 0) throw wrong('Expected a sentence, and a fraction from 0 to 1.');
  const months = (term.years * MONTHS + term.months) * part;
  // in units of 1/of of a day, so that nothing is rounded before the end
  const rest = (months % of) * rule.daysPerMonth + term.days * part;
  const days = rule.rounding === 'up' ? Math.ceil(rest / of) : Math.floor(rest / of);
  const total = Math.floor(months / of);
  return { years: Math.floor(total / MONTHS), months: total % MONTHS, days };
}

/** The date on which a term that began on `start` (ISO date) is served: the corresponding day, or the last of the month. */
export function endOfSentence(start: string, term: SentenceTerm): string {
  if (![term.years, term.months, term.days].every(isCount)) throw wrong('Expected a sentence in years, months and days.');
  try {
    return Temporal.PlainDate.from(start, { overflow: 'reject' })
      .add({ years: term.years, months: term.months })
      .add({ days: term.days })
      .toString();
  } catch (cause) {
    throw new Rejection('validation', 'law.date', `Expected a date, but found '${start}'.`, { cause });
  }
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const wrong = (message: string): Rejection => new Rejection('validation', 'law.sentence', message);
