import { ExpressionError } from '../contract.ts';
import type { Syntax } from '../parse.ts';
import { ANY, builtInType, instanceOf } from '../values/types.ts';
import type { FeelType } from '../values/value.ts';
import { childOf, requiredChild } from './operands.ts';
import type { Run, Scope } from './scope.ts';
import { nameOf } from './variable.ts';

export function compileInstanceOf(node: Syntax, scope: Scope): Run {
  const value = scope.unit.compile(requiredChild(node, 0, scope), scope);
  const type = readType(childOf(node, 'Type') ?? node, scope);
  return (frame) => {
    frame.session.fuel.spend(1);
    return instanceOf(value(frame), type, frame.session.fuel);
  };
}

/** A type as written; a name that is none is a syntax error. */
export function readType(node: Syntax, scope: Scope): FeelType {
  const inner = node.type === 'Type' || node.type === 'ArgumentType' ? node.children[0] : node;
  switch (inner?.type) {
    case 'ListType':
      return { type: inner.text.startsWith('range') ? 'range' : 'list', element: typeArgument(inner, scope) };
    case 'ContextType':
      return { type: 'context', entries: contextEntries(inner, scope) };
    case 'FunctionType':
      return functionType(inner, scope);
    default:
      return namedType(inner ?? node, scope);
  }
}

function typeArgument(node: Syntax, scope: Scope): FeelType {
  const type = childOf(node, 'Type');
  return type ? readType(type, scope) : ANY;
}

function contextEntries(node: Syntax, scope: Scope): ReadonlyMap<string, FeelType> {
  const entries = childOf(node, 'ContextEntryTypes')?.children ?? [];
  return new Map(entries.map((entry) => [nameOf(requiredChild(entry, 0, scope)), typeArgument(entry, scope)]));
}

function functionType(node: Syntax, scope: Scope): FeelType {
  const list = childOf(node, 'ArgumentTypes')?.children ?? [];
  const parameters = list.filter((child) => child.type === 'ArgumentType').map((child) => readType(child.children[0] ?? child, scope));
  return { type: 'function', parameters, result: typeArgument(node, scope) };
}

function namedType(node: Syntax, scope: Scope): FeelType {
  const name = nameOf(node);
  const type = builtInType(name) ?? scope.unit.types(name);
  if (!type) throw new ExpressionError('syntax', `Expected the name of a type, but got '${name}'.`, scope.unit.source, node.from);
  return type;
}
