import { fractionOfTerm, type FractionRule } from '../sentence-term.ts';
import { sentenceText, termText } from './sentence-text.ts';
import { lengthOf, type Sentence } from './sentence.ts';
import type { Served } from './served.ts';

/** Such as 1/3 of the sentence; of the term it was reduced to, where it was life. */
export function fractionExplained(term: Sentence['term'], [part, of]: readonly [number, number], rule: FractionRule): Served {
  const whole = lengthOf(term);
  const result = fractionOfTerm(whole, [part, of], rule);
  const explanation = sentenceText('fraction', {
    part: String(part),
    of: String(of),
    term: termText(whole),
    result: termText(result),
    days: String(rule.daysPerMonth),
    rounding: sentenceText(rule.rounding === 'up' ? 'roundedUp' : 'roundedDown'),
  });
  return { term: result, explanation };
}
