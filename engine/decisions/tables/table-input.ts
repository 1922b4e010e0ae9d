import type { FeelValue } from '../../../expressions/values/value.ts';
import type { InputClause } from '../ast.ts';
import type { Scope } from '../boxed/scope.ts';
import { DecisionFailure } from '../decision-failure.ts';
import { compileTests } from '../feel.ts';
import type { Frame } from '../frame.ts';

export interface Input {
  read(frame: Frame): FeelValue;
}

/** A value that is not among the input's listed values fails; null is no value, and left to the rules. */
export function compileInput(clause: InputClause, table: string, scope: Scope): Input {
  const evaluate = scope.compile(clause.expression, scope);
  const allows = clause.values === undefined ? undefined : compileTests(clause.values, clause.id, scope);
  const label = clause.label ?? clause.expression.text.trim();
  return {
    read(frame) {
      const value = evaluate(frame);
      if (value !== null && allows && !allows(value, frame)) {
        throw new DecisionFailure('dmnInputNotListed', table, { label, values: clause.values ?? '' });
      }
      return value;
    },
  };
}
