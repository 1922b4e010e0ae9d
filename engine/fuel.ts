import { ExpressionError, type Fuel } from '../expressions/contract.ts';

/** One budget for all expressions of a step. */
export function stepFuel(units: number): Fuel {
  let left = units;
  return {
    spend(spent) {
      left -= spent;
      if (left < 0) throw new ExpressionError('fuelExhausted', `Expected the expressions of a step to need at most ${units} units.`, '');
    },
  };
}
