import type { Json } from '../expressions/json.ts';
import { dateValue } from './date-value.ts';
import { isJsonObject, ZONE } from './form.ts';

const SHOWN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** A stored date as it is shown in Vietnam: `2026-09-02` as `02/09/2026`. Other text stays as it is. */
export function shownDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : iso;
}

/** What a person typed (`2/9/2026`, `02/09/2026`) as a stored date; undefined where it is none. Day before month, always. */
export function readShownDate(text: string): string | undefined {
  const match = SHOWN.exec(text.trim());
  if (!match) return undefined;
  const iso = `${match[3]}-${(match[2] ?? '').padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`;
  return dateValue('date', iso) ? iso : undefined;
}

/** The law's day of a date or an instant, typed or as ISO text; undefined where the value is none. */
export function dayOf(value: Json): string | undefined {
  const text = isJsonObject(value) && typeof value['value'] === 'string' ? value['value'] : value;
  if (typeof text !== 'string') return undefined;
  if (dateValue('date', text)) return text;
  try {
    return Temporal.Instant.from(text).toZonedDateTimeISO(ZONE).toPlainDate().toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
