import type { Bilingual } from '../calendar.ts';
import { joined } from '../explanation-text.ts';
import type { SentenceTerm } from '../sentence-term.ts';
import { dateOf, merged, readSpan } from './periods.ts';
import { dayText, sentenceText, termText } from './sentence-text.ts';
import { servedSpans, type Sentence } from './sentence.ts';
import { sumOf } from './term-arithmetic.ts';

export interface Served {
  readonly term: SentenceTerm;
  readonly explanation: Bilingual;
}

/** Time served before the day `on` (ISO date). */
export function servedOn(sentence: Sentence, on: string): Served {
  const spans = servedSpans(sentence, on);
  const term = sumOf(
    spans.map(({ length }) => length),
    sentence.rule,
  );
  const list = joined(
    spans.map(({ from, until, length }) => sentenceText('span', { from: dayText(from), until: dayText(until), length: termText(length) })),
    '; ',
  );
  const name = spans.length === 0 ? 'servedNone' : spans.length === 1 ? 'servedOne' : 'served';
  const said = sentenceText(name, { on: dayText(dateOf(on, 'the day asked for')), spans: list, sum: termText(term) });
  return { term, explanation: joined([said, ...notCounted(sentence)], ' ') };
}

function notCounted({ excluded = [] }: Sentence): readonly Bilingual[] {
  if (excluded.length === 0) return [];
  const spans = merged(excluded.map((period) => readSpan(period, 'time that does not count'))).map(({ from, until }) =>
    until
      ? sentenceText('excludedSpan', { from: dayText(from), until: dayText(until) })
      : sentenceText('excludedOpen', { from: dayText(from) }),
  );
  return [sentenceText('excluded', { spans: joined(spans, '; ') })];
}
