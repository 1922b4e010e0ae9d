import type { Json } from '../../expressions/json.ts';
import type { Session } from '../connection.ts';
import { INDEX, requireKeys } from './sealed.ts';

/** The text by which a value is found: case, spaces and Unicode form aside. Undefined for what is not one plain value. */
export function indexText(value: Json | undefined): string | undefined {
  if (typeof value === 'string' || typeof value === 'number')
    return String(value).normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase() || undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { $type, value: inner } = value as Readonly<Record<string, Json>>;
  return $type === undefined ? undefined : indexText(inner);
}

/** Keyed hash in hex; undefined for what cannot be looked for. `field` keeps equal values of different fields apart. */
export async function blindIndex(session: Session, field: string, value: Json): Promise<string | undefined> {
  const text = indexText(value);
  return text === undefined ? undefined : (await requireKeys(session).keyOf(INDEX)).blindIndex(text, field);
}
