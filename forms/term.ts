import type { Json } from '../expressions/json.ts';
import type { SentenceTerm } from '../law/sentence-term.ts';
import { isStructure } from './form.ts';

const ISO = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?$/;
const MOST: Readonly<Record<keyof SentenceTerm, number>> = { years: 999, months: 9_999, days: 99_999 };
const PARTS = ['years', 'months', 'days'] as const;

/**
 * A sentence (mức án) in years, months and days, as the judgment says it: 18 months stay 18 months. From an object whose missing
 * parts are 0, or from ISO 8601 text such as `P3Y6M`. Undefined where it is none, or no time at all.
 */
export function termValue(value: Json): SentenceTerm | undefined {
  const term = typeof value === 'string' ? fromText(value.trim()) : isStructure(value) ? fromParts(value) : undefined;
  return term && PARTS.some((part) => term[part] > 0) ? term : undefined;
}

function fromText(text: string): SentenceTerm | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [, years = '0', months = '0', days = '0'] = match;
  return { years: Number(years), months: Number(months), days: Number(days) };
}

function fromParts(value: { readonly [key: string]: Json }): SentenceTerm | undefined {
  if (!Object.keys(value).every((key) => PARTS.includes(key as keyof SentenceTerm))) return undefined;
  const [years, months, days] = PARTS.map((part) => count(value[part] ?? 0, MOST[part]));
  return years === undefined || months === undefined || days === undefined ? undefined : { years, months, days };
}

function count(value: Json, most: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most ? value : undefined;
}
