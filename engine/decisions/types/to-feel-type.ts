import { ANY } from '../../../expressions/values/types.ts';
import type { FeelType } from '../../../expressions/values/value.ts';
import { ExpressionError } from '../../../expressions/contract.ts';
import type { Frame } from '../frame.ts';
import type { ItemType } from './item-type.ts';

const MAX_DEPTH = 20;

/**
 * The same type for FEEL's `instance of`, typed parameters and signatures. A structure that contains itself is Any beyond 20
 * levels.
 */
export function toFeelType(type: ItemType, depth = 0): FeelType {
  if (depth > MAX_DEPTH) return ANY;
  const inner = (part: ItemType): FeelType => toFeelType(part, depth + 1);
  switch (type.kind) {
    case 'any':
      return ANY;
    case 'simple':
      return { type: 'simple', kind: type.of };
    case 'list':
      return { type: 'list', element: inner(type.of) };
    case 'context':
      return { type: 'context', entries: new Map([...type.fields].map(([name, field]) => [name, inner(field)])) };
    case 'function':
      return { type: 'function', parameters: type.parameters.map(inner), result: inner(type.result) };
    case 'constrained':
      return { type: 'restricted', base: inner(type.base), allows: (value) => type.allows(value, frameOfTest()) };
    case 'named':
      return inner(type.target());
  }
}

const BUDGET = 10_000;

/** FEEL's own type tests carry neither budget nor instant: each has a small budget here, and cannot ask the time. */
function frameOfTest(): Frame {
  let left = BUDGET;
  const spend = (units: number): void => {
    left -= units;
    if (left < 0) throw new ExpressionError('fuelExhausted', 'Expected allowed values that are cheaper to test.', '');
  };
  const trace = {
    input: () => undefined,
    decision: () => undefined,
    table: () => undefined,
    unsettled: () => undefined,
    note: () => undefined,
  };
  return { variables: { get: () => undefined }, run: { now: '1970-01-01T00:00:00Z', fuel: { spend }, trace, calls: 0 } };
}
