import type { Bilingual } from '../calendar.ts';
import type { SentenceTerm } from '../sentence-term.ts';
import { leftToServe, knownDay } from './left-to-serve.ts';
import { dateOf } from './periods.ts';
import { dayText, sentenceText, termText } from './sentence-text.ts';
import { reducedTerm, type Sentence } from './sentence.ts';

export interface Probation {
  readonly length: SentenceTerm;
  /** ISO dates */
  readonly from: string;
  readonly until: string;
  readonly explanation: Bilingual;
}

/** Probation (thời gian thử thách) is the remaining term on the day the decision takes effect (BLHS Điều 66 k3). */
export function probationFrom(sentence: Sentence, effective: string): Probation {
  const { day, left } = leftToServe(sentence, reducedTerm(sentence), effective);
  const until = knownDay(day);
  const from = dateOf(effective, 'the day of effect');
  const values = { length: termText(left), from: dayText(from), until: dayText(until) };
  return { length: left, from: effective, until: until.toString(), explanation: sentenceText('probation', values) };
}
