import { builtin } from '../builtins/registry.ts';
import { normalizeName } from '../parse.ts';
import type { Syntax } from '../parse.ts';
import { contextEntry } from '../values/context-entry.ts';
import { isContext } from '../values/value.ts';
import type { FeelFunction, FeelValue } from '../values/value.ts';
import { explainNull } from './explain-null.ts';
import { frameAt, inputSlot, readInput } from './scope.ts';
import type { Frame, Run, Scope } from './scope.ts';

/** The name a VariableName, PathName or Name node spells, with single spaces and no back-ticks. */
export function nameOf(node: Syntax): string {
  return node.text.replace(/`/g, '').replace(/\s+/g, ' ').trim();
}

export function compileVariable(node: Syntax, scope: Scope): Run {
  const name = nameOf(node);
  return compileName(node, name, normalizeName(name), scope);
}

function compileName(node: Syntax, name: string, normalized: string, scope: Scope): Run {
  let depth = 0;
  for (let at: Scope | null = scope; at; at = at.parent) {
    if (at.kind === 'item')
      return itemEntry(name, normalized, depth, normalized === 'item' ? null : compileName(node, name, normalized, outer(at)));
    const slot = at.names.lastIndexOf(normalized);
    if (slot !== -1) return slotValue(depth, slot);
    if (at.parent) depth += 1;
  }
  return inputValue(node, name, normalized, scope);
}

function outer(scope: Scope): Scope {
  return scope.parent ?? scope;
}

/** In a filter: an entry of the element, else `item`, else what the name means outside. */
function itemEntry(name: string, normalized: string, depth: number, outside: Run | null): Run {
  const isSimple = /^\w*$/.test(normalized);
  return (frame) => {
    const at = frameAt(frame, depth);
    const item = at.values[0] ?? null;
    if (!isSimple && isContext(item)) frame.session.fuel.spend(item.size);
    const entry = isContext(item) ? contextEntry(item, name, normalized) : undefined;
    if (entry !== undefined) return entry;
    return outside ? outside(at.parent ?? at) : item;
  };
}

function slotValue(depth: number, slot: number): Run {
  if (depth === 0) return (frame) => frame.values[slot] ?? null;
  if (depth === 1) return (frame) => frame.parent?.values[slot] ?? null;
  return (frame) => frameAt(frame, depth).values[slot] ?? null;
}

function inputValue(node: Syntax, name: string, normalized: string, scope: Scope): Run {
  const stored = scope.unit.names.get(normalized) ?? name;
  const slot = inputSlot(scope.unit, stored);
  const fallback: FeelValue = builtin(name) ?? null;
  return (frame: Frame) => {
    const value = readInput(frame, slot, stored) ?? fallback;
    if (value === null && frame.globals.cache[slot] === undefined) explainNull(frame, node, 'noVariable');
    return value;
  };
}

/** Whether a name is bound by the expression itself; in a filter an item may always have such an entry. */
export function isBoundName(node: Syntax, scope: Scope): boolean {
  const normalized = normalizeName(nameOf(node));
  for (let at: Scope | null = scope; at; at = at.parent) if (at.kind === 'item' || at.names.includes(normalized)) return true;
  return false;
}

/** The built-in that an invoked name means, unless a declared name or an enclosing scope hides it. */
export function builtinTarget(node: Syntax, scope: Scope): FeelFunction | null {
  const name = nameOf(node);
  const normalized = normalizeName(name);
  if (scope.unit.names.has(normalized)) return null;
  for (let at: Scope | null = scope; at; at = at.parent) if (at.names.includes(normalized)) return null;
  return builtin(name);
}
