import type { FeelValue } from '../../../expressions/values/value.ts';
import type { DecisionTable, Rule as RuleSource } from '../ast.ts';
import type { Scope } from '../boxed/scope.ts';
import { compileTests } from '../feel.ts';
import { ANY, type ItemType } from '../types/item-type.ts';
import { checkCell } from './check-cell.ts';
import type { Evaluate, Frame, Test } from '../frame.ts';
import { cellScope, withinCell } from './cell-scope.ts';

export interface Rule {
  readonly id: string;
  readonly outputs: readonly Evaluate[];
  /** canonical text of its conditions and outputs, where it is marked as not settled */
  readonly unsettled?: { readonly source: string; readonly meaning: string };
  matches(values: readonly FeelValue[], frame: Frame): boolean;
  /** columns whose condition does not hold */
  failing(values: readonly FeelValue[], frame: Frame): readonly number[];
}

interface Cell {
  readonly column: number;
  readonly test: Test;
}

/** `inputs` and `outputs`: the types of the columns. */
export function compileRule(
  rule: RuleSource,
  table: DecisionTable,
  columns: { readonly inputs: readonly ItemType[]; readonly outputs: readonly ItemType[] },
  scope: Scope,
): Rule {
  for (const [at, { id, text }] of rule.tests.entries()) checkCell(text, 'UnaryTests', id, columns.inputs[at] ?? ANY, scope);
  for (const [at, { id, text }] of rule.outputs.entries()) checkCell(text, 'Expression', id, columns.outputs[at] ?? ANY, scope);
  const cells = rule.tests.flatMap(({ id, text }, column): Cell[] =>
    text === '-' ? [] : [{ column, test: compileTests(text, id, cellScope(scope, table, column)) }],
  );
  const holds = ({ column, test }: Cell, values: readonly FeelValue[], frame: Frame): boolean => {
    const value = values[column] ?? null;
    return test(value, withinCell(table, column, value, frame));
  };
  return {
    id: rule.id,
    // A blank output cell is null: modelers write it so for "nothing to say in this column".
    outputs: rule.outputs.map((output) => (output.text.trim() === '' ? () => null : scope.compile(output, scope))),
    ...(rule.unsettled !== undefined && { unsettled: { source: rule.unsettled, meaning: meaningOf(rule, table) } }),
    matches: (values, frame) => cells.every((cell) => holds(cell, values, frame)),
    failing: (values, frame) => cells.flatMap((cell) => (holds(cell, values, frame) ? [] : [cell.column])),
  };
}

/** What a jurist confirms: the columns with the rule's cells, but no ids and no notes. */
function meaningOf(rule: RuleSource, table: DecisionTable): string {
  const inputs = table.inputs.map(({ expression }, at) => [expression.text.trim(), rule.tests[at]?.text ?? '-']);
  const outputs = table.outputs.map(({ name, id }, at) => [name ?? id, rule.outputs[at]?.text.trim() ?? '']);
  return JSON.stringify([table.hitPolicy, inputs, outputs]);
}
