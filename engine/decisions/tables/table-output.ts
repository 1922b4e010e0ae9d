import { isKind, kindOf, type FeelValue } from '../../../expressions/values/value.ts';
import type { DecisionTable, OutputClause } from '../ast.ts';
import type { Scope } from '../boxed/scope.ts';
import { DecisionFailure } from '../decision-failure.ts';
import { compileTests, compileText, sessionOf } from '../feel.ts';
import type { Evaluate, Frame } from '../frame.ts';
import { coerced } from '../types/coerce.ts';
import { allowedValuesOf, describeType, type ItemType } from '../types/item-type.ts';
import { referenced } from '../types/resolve-types.ts';
import { checkCell } from './check-cell.ts';
import { equalValues } from '../../../expressions/operators/equal.ts';
import { rangeContains } from '../../../expressions/operators/contains.ts';

export interface Output {
  readonly name: string;
  readonly type: ItemType;
  /** the value of a cell, coerced to the type of the output; DecisionFailure where it is not of it, or not one of its listed values */
  accept(value: FeelValue, rule: string, frame: Frame): FeelValue;
  /** position in the listed values, the first is the highest priority; undefined where the output lists none */
  readonly priority?: (value: FeelValue, frame: Frame) => number;
}

export function compileOutput(clause: OutputClause, table: DecisionTable, scope: Scope): Output {
  const type = referenced(clause.typeRef, clause.id, scope);
  if (clause.values !== undefined) checkCell(clause.values, 'UnaryTests', clause.id, type, scope);
  if (clause.default) checkCell(clause.default.text, 'Expression', clause.default.id, type, scope);
  const allows = clause.values === undefined ? undefined : compileTests(clause.values, clause.id, scope);
  // Listed values default to the allowed values of the type (DMN 1.5, 8.3.3).
  const listed = clause.values ?? allowedValuesOf(referenced(clause.typeRef ?? singleOutputType(table), clause.id, scope));
  const output = clause.name ?? clause.id;
  const ranked = table.hitPolicy === 'P' || table.hitPolicy === 'O';
  return {
    name: clause.name ?? '',
    type,
    accept(value, rule, frame) {
      const result = coerced(value, type, frame);
      if (result === undefined)
        throw new DecisionFailure('dmnOutputType', table.id, { rule, output, type: describeType(type), kind: kindOf(value) });
      if (result === null || !allows || allows(result, frame)) return result;
      throw new DecisionFailure('dmnOutputNotListed', table.id, { rule, output, values: clause.values ?? '' });
    },
    priority: ranked && listed !== undefined ? compilePriority(listed, clause.id, scope) : undefined,
  };
}

function singleOutputType(table: DecisionTable): string | undefined {
  return table.outputs.length === 1 ? table.typeRef : undefined;
}

function compilePriority(listed: string, owner: string, scope: Scope): (value: FeelValue, frame: Frame) => number {
  const list: Evaluate = compileText(`[${listed}]`, owner, scope);
  return (value, frame) => {
    const session = sessionOf(frame);
    const values = list(frame);
    const ranks = Array.isArray(values) ? (values as readonly FeelValue[]) : [];
    const rank = ranks.findIndex((one) => (isKind(one, 'range') ? rangeContains(one, value) : equalValues(one, value, session)) === true);
    return rank < 0 ? ranks.length : rank;
  };
}
