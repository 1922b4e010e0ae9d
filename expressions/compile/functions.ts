import type { Syntax } from '../parse.ts';
import { callNested } from '../session.ts';
import { functionValue } from '../values/constructors.ts';
import { ANY, conformsTo } from '../values/types.ts';
import type { FeelType } from '../values/types.ts';
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
      if (!args.every((arg, at) => conformsTo(arg, types[at] ?? ANY, session.fuel))) return null;
      return callNested(session, bodyNode.height + 1, () => body({ parent: frame, values: [...args], globals: frame.globals, session }));
    });
    return { ...value, signature };
  };
}

function declaredType(parameter: Syntax, scope: Scope): FeelType {
  const type = childOf(parameter, 'Type');
  return type ? readType(type, scope) : ANY;
}
