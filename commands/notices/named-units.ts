import { checkedUnit } from '../../casework/start-rights.ts';
import type { Json } from '../../expressions/json.ts';

/** The units that a notice names beside its roles: a text or a list; none where it names none. Throws Rejection `unitInvalid`. */
export function namedUnits(units: Json | undefined): readonly string[] {
  if (units === undefined || units === null) return [];
  const list: readonly Json[] = Array.isArray(units) ? units : [units];
  return list.map((unit) => checkedUnit(typeof unit === 'string' ? unit : ''));
}
