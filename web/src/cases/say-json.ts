/** A value of a case in words: days as people write them, terms in years, months and days; what holds many values, each by its name. */
import type { TFunction } from 'i18next';
import type { Json } from '../../../expressions/json.ts';
import { isJsonObject } from '../../../forms/form.ts';
import { shownDate } from '../../../forms/shown-date.ts';
import { termValue } from '../../../forms/term.ts';

export interface Say {
  readonly t: TFunction;
  readonly language: 'vi' | 'en';
}

export function sayJson(value: Json, say: Say): string {
  const { t, language } = say;
  if (value === null) return '';
  if (typeof value === 'boolean') return t(value ? 'decisions.yes' : 'decisions.no');
  if (typeof value === 'string') return shownDate(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one: Json) => sayJson(one, say)).join(', ');
  if (isJsonObject(value) && typeof value['$type'] === 'string') return typeof value['value'] === 'string' ? shownDate(value['value']) : '';
  const term = termValue(value);
  if (term)
    return (
      (['years', 'months', 'days'] as const)
        .filter((part) => term[part] > 0)
        .map((part) => `${term[part]} ${t(`form.term.${part}`)}`)
        .join(' ') || `0 ${t('form.term.days')}`
    );
  const { vi, en } = value as { readonly vi?: Json; readonly en?: Json };
  if (typeof vi === 'string' && typeof en === 'string') return language === 'en' ? en : vi;
  return Object.entries(value)
    .map(([name, inner]: [string, Json]) => `${name}: ${sayJson(inner, say)}`)
    .join('; ');
}
