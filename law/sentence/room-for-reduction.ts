import type { Bilingual } from '../calendar.ts';
import { joined } from '../explanation-text.ts';
import type { SentenceTerm } from '../sentence-term.ts';
import { knownDay } from './left-to-serve.ts';
import { isBefore } from './periods.ts';
import { dayText, sentenceText, termText } from './sentence-text.ts';
import { dayReached, reducedTerm, type Sentence } from './sentence.ts';
import { checkTerm, differenceOf, isNothing, lengthBetween, NOTHING } from './term-arithmetic.ts';

export interface Room {
  /** the most that may still be reduced */
  readonly most: SentenceTerm;
  /** the proposed reduction keeps the floor */
  readonly kept: boolean;
  /** ISO date before which the sentence must not end */
  readonly day: string;
  readonly explanation: Bilingual;
}

/** How much may be reduced so that at least `floor` is really served (BLHS Điều 63 k2, k3, k6). */
export function roomForReduction(sentence: Sentence, floor: SentenceTerm, proposed: SentenceTerm = NOTHING): Room {
  checkTerm(proposed, 'the proposed reduction');
  const day = knownDay(dayReached(sentence, floor));
  const most = largest(sentence, day);
  const over = differenceOf(proposed, most, sentence.rule);
  const kept = isNothing(over);
  const said = [sentenceText('floor', { floor: termText(floor), day: dayText(day), most: termText(most) })];
  if (!isNothing(proposed))
    said.push(sentenceText(kept ? 'floorKept' : 'floorBroken', { proposed: termText(proposed), over: termText(over) }));
  return { most, kept, day: day.toString(), explanation: joined(said, ' ') };
}

/** By the calendar from the floor to the end; a day less where a borrowed month would end before the floor. */
function largest(sentence: Sentence, floor: Temporal.PlainDate): SentenceTerm {
  const rest = reducedTerm(sentence);
  const end = knownDay(dayReached(sentence, rest));
  if (!isBefore(floor, end)) return NOTHING;
  let most = lengthBetween(floor, end);
  const endsEarly = (term: SentenceTerm): boolean =>
    isBefore(knownDay(dayReached(sentence, differenceOf(rest, term, sentence.rule))), floor);
  while (!isNothing(most) && endsEarly(most)) most = differenceOf(most, { ...NOTHING, days: 1 }, sentence.rule);
  return most;
}
