import type { NameShape } from '../../../expressions/parse.ts';
import type { Expression } from '../ast.ts';
import { shapeOf } from '../types/item-type.ts';
import { referenced } from '../types/resolve-types.ts';
import type { Scope } from './scope.ts';

/** The names inside what an untyped boxed expression gives, as far as its form tells: for `entry.Some Name` later in a context. */
export function shapeOfExpression(expression: Expression, scope: Scope): NameShape | null {
  if (expression.typeRef !== undefined) return shapeOf(referenced(expression.typeRef, expression.id, scope));
  switch (expression.kind) {
    case 'context': {
      const result = expression.entries.find((entry) => !entry.variable);
      if (result) return shapeOfExpression(result.value, scope);
      return Object.fromEntries(
        expression.entries.flatMap(({ variable, value }) => {
          if (!variable) return [];
          const type = variable.typeRef === undefined ? undefined : referenced(variable.typeRef, variable.id, scope);
          return [[variable.name, type ? shapeOf(type) : shapeOfExpression(value, scope)]];
        }),
      );
    }
    case 'relation':
      return Object.fromEntries(expression.columns.map((column) => [column.name, null]));
    case 'table': {
      const { outputs } = expression;
      return outputs.length > 1 ? Object.fromEntries(outputs.map(({ name = '' }) => [name, null])) : null;
    }
    case 'list': {
      const [first] = expression.items;
      return first ? shapeOfExpression(first, scope) : null;
    }
    case 'filter':
      return shapeOfExpression(expression.in, scope);
    case 'for':
      return shapeOfExpression(expression.return, scope);
    case 'conditional':
      return shapeOfExpression(expression.whenTrue, scope) ?? shapeOfExpression(expression.otherwise, scope);
    default:
      return null;
  }
}
