import type { Json } from '../../expressions/json.ts';

export interface BilingualText {
  readonly vi: string;
  readonly en: string;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Names in braces, once each. */
export function placeholdersOf({ vi, en }: BilingualText): readonly string[] {
  return [...new Set([vi, en].flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name)))];
}

/** The text with the values of the data; what the data does not have is a dash. Values that hold braces are taken as they are. */
export function fillText(text: BilingualText, data: Readonly<Record<string, Json>>): BilingualText {
  const fill = (template: string, language: 'vi' | 'en'): string =>
    template.replaceAll(PLACEHOLDER, (_, name: string) => valueText(Object.hasOwn(data, name) ? data[name] : null, language));
  return { vi: fill(text.vi, 'vi'), en: fill(text.en, 'en') };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const ZONE = 'Asia/Ho_Chi_Minh';

/** Instants on the law's clock; typed values by their text. */
function valueText(value: Json | undefined, language: 'vi' | 'en'): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string') return INSTANT.test(value) ? clock(value) : value;
  if (typeof value === 'boolean') return language === 'vi' ? (value ? 'có' : 'không') : value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  return '$type' in value && typeof value['value'] === 'string' ? value['value'] : JSON.stringify(value);
}

function clock(instant: string): string {
  const { hour, minute, day, month, year } = Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(hour)}:${two(minute)} ${two(day)}/${two(month)}/${year}`;
}
