import type { Bilingual } from '../calendar.ts';
import { joined } from '../explanation-text.ts';
import type { SentenceTerm } from '../sentence-term.ts';
import { leftToServe } from './left-to-serve.ts';
import { dateOf } from './periods.ts';
import { dayText, sentenceText, termText } from './sentence-text.ts';
import { lengthOf, reducedTerm, type Sentence } from './sentence.ts';
import { sumOf } from './term-arithmetic.ts';

export interface Remaining {
  readonly term: SentenceTerm;
  /** ISO date on which the sentence has been served; none while time that does not count goes on */
  readonly end?: string;
  readonly explanation: Bilingual;
}

/** What is left of the sentence on the day `on`, after reductions. */
export function remainingOn(sentence: Sentence, on: string): Remaining {
  const { day, left } = leftToServe(sentence, reducedTerm(sentence), on);
  const explanation = joined([endText(sentence, day), remainingText(on, left)], ' ');
  return { term: left, ...(day && { end: day.toString() }), explanation };
}

function remainingText(on: string, left: SentenceTerm): Bilingual {
  return sentenceText('remaining', { on: dayText(dateOf(on, 'the day asked for')), left: termText(left) });
}

function endText(sentence: Sentence, day: Temporal.PlainDate | undefined): Bilingual {
  const terms = (sentence.reductions ?? []).map(({ term }) => term);
  return sentenceText(day ? 'end' : 'endOpen', {
    term: termText(lengthOf(sentence.term)),
    reduced: termText(sumOf(terms, sentence.rule)),
    rest: termText(reducedTerm(sentence)),
    day: day ? dayText(day) : '',
  });
}
