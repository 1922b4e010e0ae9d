import type { Json } from '../../../expressions/json.ts';
import { isJsonObject, type JsonObject } from '../../../forms/form.ts';
import { shownValue } from '../form/shown-value.ts';

export interface Differing {
  readonly key: string;
  readonly differing: { readonly validFrom: string } & Readonly<Record<string, string | number | boolean | undefined>>;
}

const TEXTS = ['unit', 'precision', 'direction', 'receipt', 'onSupplement', 'running'] as const;
const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** What a form of law changes says so far of a term; undefined while its value or its first day is missing. */
export function differingOf({ change }: JsonObject): Differing | undefined {
  const entry = isJsonObject(change) ? change['entry'] : undefined;
  if (!isJsonObject(entry) || entry['kind'] !== 'term') return undefined;
  const text = (name: string): string => shownValue(entry[name] as Json | undefined).trim();
  const [key, validFrom, value] = [text('key'), text('validFrom'), text('value')];
  if (key === '' || !ISO.test(validFrom) || !/^\d{1,5}$/.test(value)) return undefined;
  const texts = Object.fromEntries(TEXTS.map((name) => [name, text(name) === '' ? undefined : text(name)]));
  return { key, differing: { validFrom, value: Number(value), rollForward: entry['rollForward'] === true, ...texts } };
}
