import { Rejection } from '../../errors.ts';
import type { SentenceTerm } from '../sentence-term.ts';
import { dateOf, isBefore } from './periods.ts';
import { countedSpans, dayReached, servedSpans, type Sentence } from './sentence.ts';
import { differenceOf, lengthBetween, NOTHING, sumOf } from './term-arithmetic.ts';

export interface Left {
  /** first day on which it is served; undefined while the person is at large */
  readonly day: Temporal.PlainDate | undefined;
  /** what is missing on the day asked for */
  readonly left: SentenceTerm;
}

/** By the calendar, from the day asked for (or from the return) to the day it is served; at large, by subtraction. */
export function leftToServe(sentence: Sentence, required: SentenceTerm, on: string): Left {
  const today = dateOf(on, 'the day asked for');
  const day = dayReached(sentence, required);
  if (day && !isBefore(today, day)) return { day, left: NOTHING };
  const ahead = countedSpans(sentence).filter(({ until }) => !until || isBefore(today, until));
  const [next, ...more] = ahead;
  if (day && next && more.length === 0) return { day, left: lengthBetween(isBefore(today, next.from) ? next.from : today, day) };
  const served = sumOf(
    servedSpans(sentence, on).map(({ length }) => length),
    sentence.rule,
  );
  return { day, left: differenceOf(required, served, sentence.rule) };
}

/** Throws Rejection `law.atLarge` where no day can be named. */
export function knownDay(day: Temporal.PlainDate | undefined): Temporal.PlainDate {
  if (day) return day;
  throw new Rejection('conflict', 'law.atLarge', 'Expected the time that does not count to be over: until then no day can be named.');
}
