/**
 * A prison sentence as the file of the prisoner tells it, and which days of it count (BLHS Điều 38, 63, 66; NQ 01/2018 Điều 2 k6):
 * custody (tạm giữ, tạm giam) and compulsory treatment count; postponement, suspension, release on bail and escape do not; reductions
 * are no time served, they shorten the term. Calendar years, months and days: working days have no place here.
 */
import { Rejection } from '../../errors.ts';
import type { FractionRule, SentenceTerm } from '../sentence-term.ts';
import { beforeDay, dateOf, merged, readSpan, without, type Period, type Span } from './periods.ts';
import { checkTerm, dateAfter, differenceOf, lengthBetween, NOTHING, sumOf } from './term-arithmetic.ts';

export interface Reduction {
  readonly term: SentenceTerm;
  /** number and date of the decision */
  readonly decision?: string;
}

export interface Sentence {
  /** what the judgment says, or the term that life was reduced to; `life` as long as it is that */
  readonly term: SentenceTerm | 'life';
  /** ISO date of the first day of serving */
  readonly servingFrom: string;
  /** time before that counts as served */
  readonly custody?: readonly Period[];
  /** time that does not count; without an end it is still going on */
  readonly excluded?: readonly Period[];
  readonly reductions?: readonly Reduction[];
  readonly rule: FractionRule;
}

/** All days that count, the last span without end while the person serves. Throws Rejection `law.period` or `law.sentence`. */
export function countedSpans({ servingFrom, custody = [], excluded = [], rule }: Sentence): readonly Span[] {
  if (!Number.isSafeInteger(rule.daysPerMonth) || rule.daysPerMonth < 1)
    throw new Rejection('validation', 'law.sentence', 'Expected a whole number of days for a month.');
  const counted = merged([...custody.map((period) => readSpan(period, 'custody')), { from: dateOf(servingFrom, 'serving') }]);
  return without(counted, merged(excluded.map((period) => readSpan(period, 'time that does not count'))));
}

export interface CountedLength extends Required<Span> {
  readonly length: SentenceTerm;
}

/** Served before the day `on`, span by span. */
export function servedSpans(sentence: Sentence, on: string): readonly CountedLength[] {
  return beforeDay(countedSpans(sentence), dateOf(on, 'the day asked for')).map(({ from, until }) => ({
    from,
    until,
    length: lengthBetween(from, until),
  }));
}

/**
 * The first day on which `required` has been served. Each span is counted by the calendar from its own first day, so that a month
 * is a month; undefined when the person has to come back first.
 */
export function dayReached(sentence: Sentence, required: SentenceTerm): Temporal.PlainDate | undefined {
  checkTerm(required, 'the time to serve');
  let done = NOTHING;
  for (const { from, until } of countedSpans(sentence)) {
    const day = dateAfter(from, differenceOf(required, done, sentence.rule));
    if (!until || Temporal.PlainDate.compare(day, until) <= 0) return day;
    done = sumOf([done, lengthBetween(from, until)], sentence.rule);
  }
  return undefined;
}

/** The term after all reductions. Throws Rejection `law.lifeSentence`: life has no length. */
export function reducedTerm({ term, reductions = [], rule }: Sentence): SentenceTerm {
  const reduced = sumOf(
    reductions.map((reduction) => checkTerm(reduction.term, 'a reduction')),
    rule,
  );
  return differenceOf(checkTerm(lengthOf(term), 'the sentence'), reduced, rule);
}

export function lengthOf(term: Sentence['term']): SentenceTerm {
  if (term !== 'life') return term;
  throw new Rejection('validation', 'law.lifeSentence', 'Expected a sentence for a term: life has to be reduced to one first.');
}
