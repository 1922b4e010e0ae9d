import type { FeelValue } from '../../../expressions/values/value.ts';
import type { InputClause } from '../ast.ts';
import type { Scope } from '../boxed/scope.ts';
import { DecisionFailure } from '../decision-failure.ts';
import { compileTests } from '../feel.ts';
import type { Frame } from '../frame.ts';
import type { ItemType } from '../types/item-type.ts';
import { referenced } from '../types/resolve-types.ts';
import { checkCell } from './check-cell.ts';

export interface Input {
  readonly type: ItemType;
  read(frame: Frame): FeelValue;
}

/** A value that is not among the input's listed values fails; null is no value, and left to the rules. */
export function compileInput(clause: InputClause, table: string, scope: Scope): Input {
  const evaluate = scope.compile(clause.expression, scope);
  const type = referenced(clause.expression.typeRef, clause.expression.id, scope);
  if (clause.values !== undefined) checkCell(clause.values, 'UnaryTests', clause.id, type, scope);
  const allows = clause.values === undefined ? undefined : compileTests(clause.values, clause.id, scope);
  const label = clause.label ?? clause.expression.text.trim();
  return {
    type,
    read(frame) {
      const value = evaluate(frame);
      if (value !== null && allows && !allows(value, frame)) {
        throw new DecisionFailure('dmnInputNotListed', table, { label, values: clause.values ?? '' });
      }
      return value;
    },
  };
}
