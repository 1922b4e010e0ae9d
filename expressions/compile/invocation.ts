import { builtin } from '../builtins/registry.ts';
import type { Syntax } from '../parse.ts';
import { isKind } from '../values/value.ts';
import type { FeelFunction, FeelValue } from '../values/value.ts';
import { hostFunction } from './host-function.ts';
import { explainNull } from './explain-null.ts';
import { childOf, expressionsIn, requiredChild } from './operands.ts';
import type { Frame, Run, Scope } from './scope.ts';
import { builtinTarget, isBoundName, nameOf } from './variable.ts';

/** `f(a, b)` and `f(x: a, y: b)` (DMN 1.5 §10.3.2.12). What is not a function, or gets the wrong arguments, is null. */
export function compileInvocation(node: Syntax, scope: Scope): Run {
  const target = compileTarget(node, scope);
  const named = childOf(node, 'NamedParameters');
  const call = named ? compileNamed(named, scope) : compilePositional(childOf(node, 'PositionalParameters'), scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    const callee = target(frame);
    return isFunction(callee) ? call(callee, frame, node) : notCallable(frame, node);
  };
}

function compileTarget(call: Syntax, scope: Scope): Run {
  const node = requiredChild(call, 0, scope);
  const hosted = hostFunction(call, node, scope);
  if (hosted) return () => hosted;
  const known = knownFunction(node, scope);
  if (known) return () => known;
  if (node.type === 'VariableName' && !isBoundName(node, scope)) scope.unit.freeCalls.push(node);
  return scope.unit.compile(node, scope);
}

function knownFunction(node: Syntax, scope: Scope): FeelFunction | null {
  if (node.type === 'SpecialFunctionName' || node.type === 'DateTimeConstructor') return builtin(nameOf(node));
  return node.type === 'VariableName' ? builtinTarget(node, scope) : null;
}

type Call = (callee: FeelFunction, frame: Frame, node: Syntax) => FeelValue;

function compilePositional(list: Syntax | undefined, scope: Scope): Call {
  const args = (list ? expressionsIn(list) : []).map((child) => scope.unit.compile(child, scope));
  return (callee, frame, node) => {
    const values = args.map((arg) => arg(frame));
    return explained(callee.invoke(values, frame.session), values, frame, node);
  };
}

function compileNamed(list: Syntax, scope: Scope): Call {
  const args = expressionsIn(list).map((one) => ({
    name: nameOf(requiredChild(one, 0, scope)),
    run: scope.unit.compile(requiredChild(one, 1, scope), scope),
  }));
  return (callee, frame, node) => {
    const values = new Map(args.map(({ name, run }) => [name, run(frame)]));
    const result = values.size === args.length ? invokeNamed(callee, values, frame) : null;
    return explained(result, [...values.values()], frame, node);
  };
}

function explained(result: FeelValue, args: readonly FeelValue[], frame: Frame, node: Syntax): FeelValue {
  if (result === null) explainNull(frame, node, 'callGaveNull', args);
  return result;
}

function notCallable(frame: Frame, node: Syntax): null {
  explainNull(frame, node, 'notCallable');
  return null;
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
