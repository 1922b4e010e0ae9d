import type { Bilingual } from '../calendar.ts';
import { fill, type Values } from '../explanation-text.ts';
import type { SentenceTerm } from '../sentence-term.ts';
import catalogue from './sentence-texts.json' with { type: 'json' };

export type SentenceText = keyof typeof catalogue.sentences;

export const sentenceText = (name: SentenceText, values: Values = {}): Bilingual => fill(catalogue.sentences[name], values);

/** `3 năm 4 tháng 12 ngày`; parts that are nothing are left out. */
export function termText({ years, months, days }: SentenceTerm): Bilingual {
  const parts = (['year', 'month', 'day'] as const).flatMap((unit, i) => {
    const n = [years, months, days][i] ?? 0;
    return n > 0 ? [fill(catalogue.units[n === 1 ? (`${unit}One` as const) : unit], { n: String(n) })] : [];
  });
  if (parts.length === 0) return catalogue.units.none;
  return { vi: parts.map(({ vi }) => vi).join(' '), en: parts.map(({ en }) => en).join(' ') };
}

export function dayText(day: Temporal.PlainDate): string {
  const [year, month, date] = day.toString().split('-');
  return `${date}/${month}/${year}`;
}
