import type { FeelValue } from '../../../expressions/values/value.ts';
import type { Relation } from '../ast.ts';
import type { Evaluate } from '../frame.ts';
import { coercedOrNull } from '../types/coerce.ts';
import { referenced } from '../types/resolve-types.ts';
import type { Scope } from './scope.ts';

/** DMN 1.5, 10.2.1.6: a list of contexts, one for each row, with the columns as entries. */
export function compileRelation(expression: Relation, scope: Scope): Evaluate {
  const columns = expression.columns.map(({ id, name, typeRef }) => ({ id, name, type: referenced(typeRef, id, scope) }));
  const rows = expression.rows.map((row) => row.items.map((item) => scope.compile(item, scope)));
  return (frame) => {
    frame.run.fuel.spend(rows.length * columns.length);
    return rows.map((row) => {
      const cells = columns.map(({ id, name, type }, at): [string, FeelValue] => [
        name,
        coercedOrNull(row[at]?.(frame) ?? null, type, frame, id),
      ]);
      return new Map(cells);
    });
  };
}
