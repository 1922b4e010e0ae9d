import { encode } from '../../expressions/codec/encode.ts';
import type { Json } from '../../expressions/json.ts';
import { openSession } from '../../expressions/session.ts';
import { isContext, isList, kindOf, type FeelValue } from '../../expressions/values/value.ts';

/**
 * Any value for a trace: what JSON cannot hold (functions, ranges) stands as the name of its kind, so that explaining never fails
 * where deciding did not.
 */
export function toJson(value: FeelValue): Json {
  const kind = kindOf(value);
  if (kind === 'function' || kind === 'range') return `<${kind}>`;
  if (isList(value)) return value.map(toJson);
  if (isContext(value)) return Object.fromEntries([...value].map(([key, entry]) => [key, toJson(entry)]));
  return encode(value, UNMETERED);
}

/** A trace holds no more than the evaluation has already paid for. */
const UNMETERED = openSession('', { variables: { get: () => undefined }, now: '', fuel: { spend: () => undefined } });
