import { builtin } from '../builtins/registry.ts';
import type { Syntax } from '../parse.ts';
import { isKind } from '../values/value.ts';
import type { FeelFunction, FeelValue } from '../values/value.ts';
import { childOf, expressionsIn, requiredChild } from './operands.ts';
import type { Frame, Run, Scope } from './scope.ts';
import { builtinTarget, nameOf } from './variable.ts';

/** `f(a, b)` and `f(x: a, y: b)` (DMN 1.5 §10.3.2.12). What is not a function, or gets the wrong arguments, is null. */
export function compileInvocation(node: Syntax, scope: Scope): Run {
  const target = compileTarget(requiredChild(node, 0, scope), scope);
  const named = childOf(node, 'NamedParameters');
  return named ? compileNamed(target, named, scope) : compilePositional(target, childOf(node, 'PositionalParameters'), scope);
}

function compileTarget(node: Syntax, scope: Scope): Run {
  const known = knownFunction(node, scope);
  return known ? () => known : scope.unit.compile(node, scope);
}

function knownFunction(node: Syntax, scope: Scope): FeelFunction | null {
  if (node.type === 'SpecialFunctionName' || node.type === 'DateTimeConstructor') return builtin(nameOf(node));
  return node.type === 'VariableName' ? builtinTarget(node, scope) : null;
}

function compilePositional(target: Run, list: Syntax | undefined, scope: Scope): Run {
  const args = (list ? expressionsIn(list) : []).map((child) => scope.unit.compile(child, scope));
  return (frame) => {
    frame.session.fuel.spend(1);
    const callee = target(frame);
    const values = args.map((arg) => arg(frame));
    return isFunction(callee) ? callee.invoke(values, frame.session) : null;
  };
}

function compileNamed(target: Run, list: Syntax, scope: Scope): Run {
  const args = expressionsIn(list).map((one) => ({
    name: nameOf(requiredChild(one, 0, scope)),
    run: scope.unit.compile(requiredChild(one, 1, scope), scope),
  }));
  return (frame) => {
    frame.session.fuel.spend(1);
    const callee = target(frame);
    const values = new Map(args.map(({ name, run }) => [name, run(frame)]));
    return isFunction(callee) && values.size === args.length ? invokeNamed(callee, values, frame) : null;
  };
}

function invokeNamed(callee: FeelFunction, values: ReadonlyMap<string, FeelValue>, frame: Frame): FeelValue {
  if (callee.invokeNamed) return callee.invokeNamed(values, frame.session);
  if (callee.parameters.length !== values.size) return null;
  const ordered = callee.parameters.map((name) => values.get(name));
  return ordered.every((value) => value !== undefined) ? callee.invoke(ordered, frame.session) : null;
}

function isFunction(value: FeelValue): value is FeelFunction {
  return value !== null && isKind(value, 'function');
}
