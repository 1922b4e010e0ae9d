import type { Bilingual } from '../calendar.ts';
import type { SentenceTerm } from '../sentence-term.ts';
import { leftToServe } from './left-to-serve.ts';
import { dateOf } from './periods.ts';
import { dayText, sentenceText, termText } from './sentence-text.ts';
import type { Sentence } from './sentence.ts';
import { isNothing } from './term-arithmetic.ts';

export interface Requirement {
  readonly reached: boolean;
  /** ISO date from which it is reached; none while time that does not count goes on */
  readonly day?: string;
  readonly missing: SentenceTerm;
  readonly explanation: Bilingual;
}

/** Whether `required` has been served on the day `on`, and what is missing: "còn thiếu 3 tháng 12 ngày". */
export function requirementOn(sentence: Sentence, required: SentenceTerm, on: string): Requirement {
  const { day, left } = leftToServe(sentence, required, on);
  const reached = day !== undefined && isNothing(left);
  const name = reached ? 'reached' : day ? 'short' : 'shortAtLarge';
  const values = {
    required: termText(required),
    on: dayText(dateOf(on, 'the day asked for')),
    left: termText(left),
    day: day ? dayText(day) : '',
  };
  return { reached, ...(day && { day: day.toString() }), missing: left, explanation: sentenceText(name, values) };
}
