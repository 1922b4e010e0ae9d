import type { Syntax } from '../parse.ts';
import { callNested } from '../session.ts';
import type { Session } from '../session.ts';
import { functionValue } from '../values/constructors.ts';
import { ANY, conformsTo } from '../values/types.ts';
import { isList } from '../values/value.ts';
import type { FeelType, FeelValue } from '../values/value.ts';
import { childOf, requiredChild } from './operands.ts';
import { innerScope } from './scope.ts';
import type { Run, Scope } from './scope.ts';
import { readType } from './types.ts';
import { nameOf } from './variable.ts';

/** `function(a: type, b) body` closes over its scope (DMN 1.5 §10.3.2.13). An external body is never run: its result is null. */
export function compileFunction(node: Syntax, scope: Scope): Run {
  const formal = (childOf(node, 'FormalParameters')?.children ?? []).filter((child) => child.type === 'FormalParameter');
  const names = formal.map((one) => nameOf(requiredChild(one, 0, scope)));
  const types = formal.map((one) => declaredType(one, scope));
  const bodyNode = requiredChild(childOf(node, 'FunctionBody') ?? node, 0, scope);
  if (childOf(node, 'external')) return () => functionValue(names, () => null);
  const body = scope.unit.compile(bodyNode, innerScope(scope, names));
  const signature = { parameters: types };
  return (frame) => {
    frame.session.fuel.spend(1);
    const value = functionValue(names, (args, session) => {
      session.fuel.spend(1);
      const values = fitAll(args, types, session);
      return values && callNested(session, bodyNode.height + 1, () => body({ parent: frame, values, globals: frame.globals, session }));
    });
    return { ...value, signature };
  };
}

function fitAll(args: readonly FeelValue[], types: readonly FeelType[], session: Session): FeelValue[] | null {
  const values: FeelValue[] = [];
  for (const [at, arg] of args.entries()) {
    const value = fit(arg, types[at] ?? ANY, session);
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
}

/** With the implicit conversions of DMN 1.5 §10.3.2.9.4 between a value and its singleton list; undefined where it does not fit. */
function fit(value: FeelValue, type: FeelType, { fuel }: Session): FeelValue | undefined {
  if (conformsTo(value, type, fuel)) return value;
  if (type.type === 'list' && conformsTo(value, type.element, fuel)) return [value];
  const only = isList(value) && value.length === 1 ? value[0] : undefined;
  return only !== undefined && conformsTo(only, type, fuel) ? only : undefined;
}

function declaredType(parameter: Syntax, scope: Scope): FeelType {
  const type = childOf(parameter, 'Type');
  return type ? readType(type, scope) : ANY;
}
