import type { FeelValue } from '../../../expressions/values/value.ts';
import type { DecisionTable, Rule as RuleSource } from '../ast.ts';
import type { Scope } from '../boxed/scope.ts';
import { compileTests } from '../feel.ts';
import { ANY, type ItemType } from '../types/item-type.ts';
import { checkCell } from './check-cell.ts';
import { within, type Evaluate, type Frame, type Test } from '../frame.ts';

export interface Rule {
  readonly id: string;
  readonly outputs: readonly Evaluate[];
  matches(values: readonly FeelValue[], frame: Frame): boolean;
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
    text === '-' ? [] : [{ column, test: aliased(table.inputs[column]?.alias, compileTests(text, id, withAlias(scope, table, column))) }],
  );
  return {
    id: rule.id,
    // A blank output cell is null: modelers write it so for "nothing to say in this column".
    outputs: rule.outputs.map((output) => (output.text.trim() === '' ? () => null : scope.compile(output, scope))),
    matches: (values, frame) => cells.every(({ column, test }) => test(values[column] ?? null, frame)),
  };
}

/** Camunda's modeler lets a column name its input for use in the cells; DMN's own name for it is `?`. */
function withAlias(scope: Scope, table: DecisionTable, column: number): Scope {
  const alias = table.inputs[column]?.alias;
  return alias === undefined ? scope : { ...scope, names: { ...scope.names, [alias]: null } };
}

function aliased(alias: string | undefined, test: Test): Test {
  return alias === undefined ? test : (value, frame) => test(value, within(frame, new Map([[alias, value]])));
}
