import { normalizeName } from '../parse.ts';
import type { Syntax } from '../parse.ts';
import { chargeItems } from '../session.ts';
import type { FeelValue } from '../values/value.ts';
import { stringOf } from './literals.ts';
import { expressionsIn, requiredChild } from './operands.ts';
import { innerFrame, innerScope } from './scope.ts';
import type { Run, Scope } from './scope.ts';
import { nameOf } from './variable.ts';

export function compileList(node: Syntax, scope: Scope): Run {
  const elements = expressionsIn(node).map((child) => scope.unit.compile(child, scope));
  return (frame) => {
    chargeItems(frame.session, elements.length + 1);
    return elements.map((element) => element(frame));
  };
}

/** Entries see those before them (DMN 1.5 §10.3.2.6), and a function sees itself. A key twice makes the whole context null. */
export function compileContext(node: Syntax, scope: Scope): Run {
  const inner = innerScope(scope, []);
  const entries = expressionsIn(node).map((entry) => compileEntry(entry, inner));
  const keys = entries.map(({ key }) => key);
  const isAmbiguous = new Set(keys).size !== keys.length;
  return (frame) => {
    chargeItems(frame.session, entries.length + 1);
    if (isAmbiguous) return null;
    const context = new Map<string, FeelValue>();
    const within = innerFrame(frame, []);
    for (const { key, run } of entries) {
      const value = run(within);
      within.values.push(value);
      context.set(key, value);
    }
    return context;
  };
}

function compileEntry(entry: Syntax, scope: Scope): { key: string; run: Run } {
  const label = requiredChild(requiredChild(entry, 0, scope), 0, scope);
  const key = label.type === 'StringLiteral' ? stringOf(label) : nameOf(label);
  const value = requiredChild(entry, 1, scope);
  const isFunction = value.type === 'FunctionDefinition';
  if (isFunction) scope.names.push(normalizeName(key));
  const run = scope.unit.compile(value, scope);
  if (!isFunction) scope.names.push(normalizeName(key));
  return { key, run };
}
