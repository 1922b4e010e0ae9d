import { ANY, type FeelType } from '../../../expressions/values/types.ts';
import type { FeelValue } from '../../../expressions/values/value.ts';
import { ExpressionError, type Fuel } from '../../../expressions/contract.ts';
import type { Frame } from '../frame.ts';
import type { ItemType } from './item-type.ts';

const MAX_DEPTH = 20;

/** The same type for FEEL's `instance of` and typed parameters. A structure that contains itself is Any beyond 20 levels. */
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
      return { type: 'restricted', base: inner(type.base), allows: (value) => allowed(type.allows, value) };
    case 'named':
      return toFeelType(type.target(), depth + 1);
  }
}

/** FEEL's type tests carry no budget and no instant: each has a small budget of its own, and allowed values cannot ask the time. */
const BUDGET = 10_000;

function allowed(test: (value: FeelValue, frame: Frame) => boolean, value: FeelValue): boolean {
  const trace = { decision: () => undefined, table: () => undefined, note: () => undefined };
  const frame: Frame = { variables: { get: () => undefined }, run: { now: '1970-01-01T00:00:00Z', fuel: budget(), trace, calls: 0 } };
  return test(value, frame);
}

function budget(): Fuel {
  let left = BUDGET;
  return {
    spend(units) {
      left -= units;
      if (left < 0) throw new ExpressionError('fuelExhausted', 'Expected allowed values that are cheaper to test.', '');
    },
  };
}
