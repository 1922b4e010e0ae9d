/** Sentence arithmetic (law/sentence/) in expressions: terms are contexts `{ years, months, days }`, explanations `{ vi, en }`. */
import type { Json } from '../../expressions/json.ts';
import type { Bilingual } from '../../law/calendar.ts';
import type { SentenceTerm } from '../../law/sentence-term.ts';
import { fractionExplained } from '../../law/sentence/fraction.ts';
import { probationFrom } from '../../law/sentence/probation.ts';
import { remainingOn } from '../../law/sentence/remaining.ts';
import { requirementOn } from '../../law/sentence/requirement.ts';
import { roomForReduction } from '../../law/sentence/room-for-reduction.ts';
import { servedOn } from '../../law/sentence/served.ts';
import { termText } from '../../law/sentence/sentence-text.ts';
import { compareTerms } from '../../law/sentence/term-arithmetic.ts';
import { dateJson, dateOf, fractionOf, isAbsent } from './arguments.ts';
import type { LawFunctions } from './law-call.ts';
import { ruleOf, sentenceOf, termOf } from './read-sentence.ts';

export const SENTENCE_FUNCTIONS: LawFunctions = {
  'fraction of term': {
    parameters: ['term', 'fraction', 'rule'],
    required: 2,
    call: (law, args) => termJson(fractionExplained(termOf(args[0], 'the term'), fractionOf(args[1]), ruleOf(args[2], law)).term),
  },
  'compare terms': {
    parameters: ['a', 'b', 'rule'],
    required: 2,
    call: (law, args) => compareTerms(termOf(args[0], 'the first term'), termOf(args[1], 'the second term'), ruleOf(args[2], law)),
  },
  'term text': {
    parameters: ['term'],
    required: 1,
    call: (_, args) => both(termText(termOf(args[0], 'the term'))),
  },
  'served time': {
    parameters: ['sentence', 'on'],
    required: 2,
    call(law, args) {
      const { term, explanation } = servedOn(sentenceOf(args[0], law), dateOf(args[1], 'the day asked for'));
      return { ...term, explanation: both(explanation) };
    },
  },
  'served enough': {
    parameters: ['sentence', 'required', 'on'],
    required: 3,
    call(law, args) {
      const on = dateOf(args[2], 'the day asked for');
      const { reached, day, missing, explanation } = requirementOn(sentenceOf(args[0], law), termOf(args[1], 'the time to serve'), on);
      return { reached, day: dayJson(day), missing: termJson(missing), explanation: both(explanation) };
    },
  },
  'remaining term': {
    parameters: ['sentence', 'on'],
    required: 2,
    call(law, args) {
      const { term, end, explanation } = remainingOn(sentenceOf(args[0], law), dateOf(args[1], 'the day asked for'));
      return { ...term, end: dayJson(end), explanation: both(explanation) };
    },
  },
  'reduction room': {
    parameters: ['sentence', 'floor', 'proposed'],
    required: 2,
    call(law, args) {
      const proposed = isAbsent(args[2]) ? undefined : termOf(args[2], 'the proposed reduction');
      const { most, kept, day, explanation } = roomForReduction(sentenceOf(args[0], law), termOf(args[1], 'the floor'), proposed);
      return { most: termJson(most), kept, day: dateJson(day), explanation: both(explanation) };
    },
  },
  'probation term': {
    parameters: ['sentence', 'effective'],
    required: 2,
    call(law, args) {
      const { length, from, until, explanation } = probationFrom(sentenceOf(args[0], law), dateOf(args[1], 'the day of effect'));
      return { ...length, from: dateJson(from), until: dateJson(until), explanation: both(explanation) };
    },
  },
};

const termJson = ({ years, months, days }: SentenceTerm): Json => ({ years, months, days });
const both = ({ vi, en }: Bilingual): Json => ({ vi, en });
const dayJson = (day: string | undefined): Json => (day === undefined ? null : dateJson(day));
