import type { Bilingual } from './calendar.ts';
import catalogue from './explanations.json' with { type: 'json' };
import type { Unit } from './parameter.ts';

export type Sentence = keyof typeof catalogue.sentences;
export type Values = Readonly<Record<string, string | Bilingual>>;

const both = (make: (language: 'vi' | 'en') => string): Bilingual => ({ vi: make('vi'), en: make('en') });

/** Texts and names by turns, cut once for each template: explanations are written in every step that opens a task. */
const cut = new Map<string, readonly string[]>();

function partsOf(template: string): readonly string[] {
  const known = cut.get(template);
  if (known) return known;
  const parts = template.split(/\{(\w+)\}/);
  cut.set(template, parts);
  return parts;
}

export function fill(template: Bilingual, values: Values): Bilingual {
  const part = (text: string, i: number, language: 'vi' | 'en'): string => {
    const value = i % 2 === 0 ? text : (values[text] ?? `{${text}}`);
    return typeof value === 'string' ? value : value[language];
  };
  return both((language) =>
    partsOf(template[language])
      .map((text, i) => part(text, i, language))
      .join(''),
  );
}

export const sentence = (name: Sentence, values: Values): Bilingual => fill(catalogue.sentences[name], values);

/** Numbers below ten are written with a leading zero, as in official documents. */
export const amountText = (n: number, unit: Unit): Bilingual => fill(catalogue.units[unit], { n: String(n).padStart(2, '0') });

export function dateText(date: Temporal.PlainDate): Bilingual {
  const weekday = catalogue.weekdays[String(date.dayOfWeek) as keyof typeof catalogue.weekdays];
  const [year, month, day] = date.toString().split('-');
  return both((language) => `${weekday[language]} ${day}/${month}/${year}`);
}

export const clockText = (time: Temporal.ZonedDateTime): string => time.toPlainTime().toString({ smallestUnit: 'minute' });

export const weeklyRest: Bilingual = catalogue.weeklyRest;

export const joined = (parts: readonly Bilingual[], separator: string): Bilingual =>
  both((language) => parts.map((part) => part[language]).join(separator));
