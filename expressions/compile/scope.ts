/**
 * Names at compile time and frames at run time. A name is resolved once, to a slot of an enclosing frame or to a variable of
 * the environment; only inside a filter must the item's own entries be asked first, when it runs (DMN 1.5 §10.3.2.5).
 */
import { normalizeName } from '../parse.ts';
import type { Syntax } from '../parse.ts';
import type { HostFunctions } from '../contract.ts';
import type { Variables } from '../env.ts';
import type { Session } from '../session.ts';
import type { TypeResolver } from '../values/types.ts';
import type { FeelValue } from '../values/value.ts';

/** What all frames of one compiled source share in one run. */
export interface Globals {
  readonly variables: Variables;
  readonly cache: (FeelValue | undefined)[];
}

export interface Frame {
  readonly parent: Frame | null;
  readonly values: FeelValue[];
  readonly globals: Globals;
  readonly session: Session;
}

export type Run = (frame: Frame) => FeelValue;

/** One source being compiled. `compile` is here so that each node's file need not import the dispatcher. */
export interface Unit {
  readonly source: string;
  /** Normalized name to the name as the environment knows it. */
  readonly names: ReadonlyMap<string, string>;
  /** Free names in order of first use; the position is the slot in `Globals.cache`. */
  readonly inputs: string[];
  /** Calls of free names that are no built-in: only an environment with functions can answer them. */
  readonly freeCalls: Syntax[];
  readonly types: TypeResolver;
  /** functions of the host, by normalized name: a call of such a name is theirs, whatever variables there are */
  readonly functions: HostFunctions;
  compile(node: Syntax, scope: Scope): Run;
}

export interface Scope {
  readonly unit: Unit;
  readonly parent: Scope | null;
  /** `names`: slots of a frame, by normalized name. `item`: one slot that holds the element of a filter. */
  readonly kind: 'root' | 'names' | 'item';
  readonly names: string[];
}

export function rootScope(unit: Unit): Scope {
  return { unit, parent: null, kind: 'root', names: [] };
}

export function innerScope(parent: Scope, names: readonly string[]): Scope {
  return { unit: parent.unit, parent, kind: 'names', names: names.map(normalizeName) };
}

export function itemScope(parent: Scope): Scope {
  return { unit: parent.unit, parent, kind: 'item', names: ['item'] };
}

export function innerFrame(parent: Frame, values: FeelValue[]): Frame {
  return { parent, values, globals: parent.globals, session: parent.session };
}

export function frameAt(frame: Frame, depth: number): Frame {
  let at = frame;
  for (let left = depth; left > 0; left -= 1) at = at.parent ?? at;
  return at;
}

/** The slot of an environment variable in `Globals.cache`, registering it as an input at first use. */
export function inputSlot(unit: Unit, name: string): number {
  const known = unit.inputs.indexOf(name);
  return known === -1 ? unit.inputs.push(name) - 1 : known;
}

/** Undefined where the environment has no such variable. */
export function readInput(frame: Frame, slot: number, name: string): FeelValue | undefined {
  const { cache, variables } = frame.globals;
  const cached = cache[slot];
  if (cached !== undefined) return cached;
  const value = variables.get(name);
  if (value !== undefined) cache[slot] = value;
  return value;
}
