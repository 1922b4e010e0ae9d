import { encode } from '../../expressions/codec/encode.ts';
import type { Fuel } from '../../expressions/contract.ts';
import type { Json } from '../../expressions/json.ts';
import { openSession, type Session } from '../../expressions/session.ts';
import { isContext, isList, kindOf, type FeelValue } from '../../expressions/values/value.ts';

/**
 * Any value for a trace: what JSON cannot hold (functions, ranges) stands as the name of its kind, so that explaining never fails
 * where deciding did not. Paid for like any other copy, because an iteration can trace a large value thousands of times.
 */
export function toJson(value: FeelValue, fuel: Fuel): Json {
  return convert(value, openSession('', { now: '', fuel }));
}

function convert(value: FeelValue, session: Session): Json {
  const kind = kindOf(value);
  if (kind === 'function' || kind === 'range') return `<${kind}>`;
  session.fuel.spend(1);
  if (isList(value)) return value.map((item) => convert(item, session));
  if (isContext(value)) return Object.fromEntries([...value].map(([key, entry]) => [key, convert(entry, session)]));
  return encode(value, session);
}
