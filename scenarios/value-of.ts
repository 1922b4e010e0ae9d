/** A FEEL expression on the variables of the case, seen from the process or from an open task. */
import { required } from '../errors.ts';
import { visibleVariables } from '../casework/visible-variables.ts';
import { stepFuel } from '../engine/fuel.ts';
import { DEFAULT_LIMITS } from '../engine/ports.ts';
import { ExpressionError } from '../expressions/contract.ts';
import { feel } from '../expressions/feel.ts';
import type { Json } from '../expressions/json.ts';
import { Unmet } from './failure.ts';
import { nowOf, type World } from './world.ts';

const ROOT = '1';

export function valueOf(world: World, source: string, from?: number): Json {
  const variables =
    from === undefined
      ? (world.variables[ROOT] ?? {})
      : visibleVariables({ state: required(world.state, 'a case that has begun'), variables: world.variables }, from);
  try {
    return feel.compile(source).evaluate({
      variable: (name) => variables[name],
      now: nowOf(world),
      fuel: stepFuel(DEFAULT_LIMITS.fuel),
    });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Unmet('failed.expression', { expression: source, found: error.message });
  }
}
