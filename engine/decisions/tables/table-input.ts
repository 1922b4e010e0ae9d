import { kindOf, type FeelValue } from '../../../expressions/values/value.ts';
import type { InputClause } from '../ast.ts';
import type { Scope } from '../boxed/scope.ts';
import { DecisionFailure } from '../decision-failure.ts';
import { compileTests } from '../feel.ts';
import type { Frame } from '../frame.ts';
import { coerced } from '../types/coerce.ts';
import { describeType, type ItemType } from '../types/item-type.ts';
import { referenced } from '../types/resolve-types.ts';
import { checkCell } from './check-cell.ts';

export interface Input {
  readonly type: ItemType;
  read(frame: Frame): FeelValue;
}

/**
 * A value that is not of the column's type, or not among its listed values, fails: as null (which the standard makes of the first)
 * it would match every `-`. Null itself is no value, and left to the rules.
 */
export function compileInput(clause: InputClause, table: string, scope: Scope): Input {
  const evaluate = scope.compile({ ...clause.expression, typeRef: undefined }, scope);
  const type = referenced(clause.expression.typeRef, clause.expression.id, scope);
  if (clause.values !== undefined) checkCell(clause.values, 'UnaryTests', clause.id, type, scope);
  const allows = clause.values === undefined ? undefined : compileTests(clause.values, clause.id, scope);
  const label = clause.label ?? clause.expression.text.trim();
  return {
    type,
    read(frame) {
      const given = evaluate(frame);
      const value = coerced(given, type, frame);
      if (value === undefined)
        throw new DecisionFailure('dmnInputColumnType', table, { label, type: describeType(type), kind: kindOf(given) });
      if (value !== null && allows && !allows(value, frame)) {
        throw new DecisionFailure('dmnInputNotListed', table, { label, values: clause.values ?? '' });
      }
      return value;
    },
  };
}
