import type { FeelValue } from '../../../expressions/values/value.ts';
import type { DecisionTable } from '../ast.ts';
import type { Scope } from '../boxed/scope.ts';
import { within, type Frame } from '../frame.ts';

/** Camunda's modeler lets a column name its input for use in the cells; DMN's own name for it is `?`. */
export function cellScope(scope: Scope, table: DecisionTable, column: number): Scope {
  const alias = table.inputs[column]?.alias;
  return alias === undefined ? scope : { ...scope, names: { ...scope.names, [alias]: null } };
}

export function withinCell(table: DecisionTable, column: number, value: FeelValue, frame: Frame): Frame {
  const alias = table.inputs[column]?.alias;
  return alias === undefined ? frame : within(frame, new Map([[alias, value]]));
}
