import type { Json } from '../../expressions/json.ts';

/** `1/3`, or `{ part: 1, of: 3 }` as the register gives it. */
export function fractionOf(value: Json | undefined): readonly [number, number] | undefined {
  if (typeof value === 'string') {
    const written = /^(\d{1,4})\/(\d{1,4})$/.exec(value.trim());
    return written ? [Number(written[1]), Number(written[2])] : undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { part, of } = value as Readonly<Record<string, Json>>;
  return typeof part === 'number' && typeof of === 'number' ? [part, of] : undefined;
}
