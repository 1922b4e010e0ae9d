import type { Json } from '../../../expressions/json.ts';
import type { Bilingual } from '../../../law/calendar.ts';
import { dayText, termText } from '../../../law/sentence/sentence-text.ts';
import type { GapAmount } from './explanation.ts';
import texts from './texts.json' with { type: 'json' };

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/;
const LONGEST = 200;
const same = (text: string): Bilingual => ({ vi: text, en: text });

/** A value as a person reads it; long ones are cut, for they are in the record in full. */
export function sayValue(value: Json): Bilingual {
  if (value === null) return texts.none;
  if (typeof value === 'boolean') return texts[value ? 'true' : 'false'];
  if (typeof value !== 'object') return same(String(value));
  if ('$type' in value && typeof value['$type'] === 'string' && typeof value['value'] === 'string')
    return sayTyped(value['$type'], value['value']);
  const text = JSON.stringify(value);
  return same(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

function sayTyped(type: string, value: string): Bilingual {
  if (type === 'date') return same(dayText(Temporal.PlainDate.from(value)));
  const parts = type.endsWith('Duration') ? DURATION.exec(value) : null;
  return parts ? termText({ years: Number(parts[1] ?? 0), months: Number(parts[2] ?? 0), days: Number(parts[3] ?? 0) }) : same(value);
}

export const sayAmount = (amount: GapAmount): Bilingual => (amount.kind === 'number' ? same(amount.value) : termText(amount));
