/** The value of an entry of the register as people say it: 05 ngày làm việc, 1/3, 52.428.800 byte. */
import i18n from 'i18next';
import type { ParameterVersion } from '../shared/types.ts';

type Valued = Pick<ParameterVersion, 'kind' | 'value'> & { readonly unit?: string | undefined };

/** Those of the register; a unit that somebody wrote in words is shown as it stands. */
export function unitWords(unit: string | undefined): string {
  if (unit === undefined) return '';
  return i18n.exists(`law.unit.${unit}`) ? i18n.t(`law.unit.${unit}`) : unit;
}

export function valueWords({ kind, value, unit }: Valued, language: 'vi' | 'en'): string {
  if (kind === 'dates') return datesOf(value, language).join('; ');
  if (kind === 'fraction') return fractionOf(value);
  if (typeof value === 'string') return kind === 'enum' ? choiceWords(value) : value;
  if (typeof value !== 'number') return JSON.stringify(value);
  const shown = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 10 }).format(value);
  // as official documents write terms
  const padded = kind === 'number' ? shown : shown.padStart(2, '0');
  return [padded, unitWords(unit)].filter((part) => part !== '').join(' ');
}

/** Choices that come with the product have words; the code stands beside them, as it is entered. */
function choiceWords(value: string): string {
  return i18n.exists(`law.choice.${value}`) ? `${i18n.t(`law.choice.${value}`)} (${value})` : value;
}

function fractionOf(value: unknown): string {
  const { part, of } = value as { readonly part: number; readonly of: number };
  return `${part}/${of}`;
}

interface Round {
  readonly name: { readonly vi: string; readonly en: string };
  readonly on: string;
  readonly calendar: 'solar' | 'lunar';
}

function datesOf(value: unknown, language: 'vi' | 'en'): readonly string[] {
  return (value as readonly Round[]).map(({ name, on, calendar }) => {
    const [month, day] = on.split('-');
    const lunar = calendar === 'lunar' ? ` ${i18n.t('calendar.lunar')}` : '';
    return `${name[language]}: ${day}/${month}${lunar}`;
  });
}
