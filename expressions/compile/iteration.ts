/** `for`, `some` and `every` (DMN 1.5 §10.3.2.14, table 45). Each element costs fuel, whatever the body costs. */
import { isRange } from '../operators/contains.ts';
import type { Syntax } from '../parse.ts';
import { chargeItems, checkItems } from '../session.ts';
import { isList } from '../values/value.ts';
import type { FeelList, FeelValue } from '../values/value.ts';
import { iterationRange, rangeElements } from './iteration-range.ts';
import { childOf, expressionsIn, requiredChild } from './operands.ts';
import { innerFrame, innerScope } from './scope.ts';
import type { Frame, Run, Scope } from './scope.ts';
import { nameOf } from './variable.ts';

interface Iterators {
  readonly scope: Scope;
  /** One per variable; each sees those before it. */
  readonly sources: readonly Run[];
}

function compileIterators(node: Syntax, scope: Scope): Iterators {
  const inner = innerScope(scope, []);
  const list = childOf(node, 'InExpressions');
  const sources = (list?.children ?? []).map((one) => {
    const run = compileSource(requiredChild(one, 1, inner), inner);
    inner.names.push(...innerScope(scope, [nameOf(requiredChild(one, 0, inner))]).names);
    return run;
  });
  return { scope: inner, sources };
}

function compileSource(node: Syntax, scope: Scope): Run {
  const [first, second] = expressionsIn(node).map((child) => scope.unit.compile(child, scope));
  if (!first) return () => null;
  return second ? (frame) => iterationRange(first(frame), second(frame), frame.session) : first;
}

/** Calls `visit` with the values of every combination, the last variable fastest, until it says false. Invalid: a source cannot be iterated. */
function iterate(
  sources: readonly Run[],
  frame: Frame,
  bound: readonly FeelValue[],
  visit: (values: readonly FeelValue[]) => boolean,
): 'done' | 'stopped' | 'invalid' {
  const [source, ...rest] = sources;
  if (!source) return visit(bound) ? 'done' : 'stopped';
  const elements = elementsOf(source(innerFrame(frame, [...bound])), frame);
  if (elements === null) return 'invalid';
  for (const element of elements) {
    frame.session.fuel.spend(1);
    const outcome = iterate(rest, frame, [...bound, element], visit);
    if (outcome !== 'done') return outcome;
  }
  return 'done';
}

function elementsOf(value: FeelValue, frame: Frame): FeelList | null {
  if (value === null) return null;
  if (isRange(value)) return rangeElements(value, frame.session);
  return isList(value) ? value : [value];
}

export function compileFor(node: Syntax, scope: Scope): Run {
  const { scope: inner, sources } = compileIterators(node, scope);
  const body = expressionsIn(node).at(-1) ?? node;
  const usesPartial = mentionsName(body, 'partial');
  const partialSlot = inner.names.push('partial') - 1;
  const run = scope.unit.compile(body, inner);
  return (frame) => {
    frame.session.fuel.spend(1);
    const results: FeelValue[] = [];
    const outcome = iterate(sources, frame, [], (values) => {
      const within = innerFrame(frame, [...values]);
      if (usesPartial) within.values[partialSlot] = snapshot(results, frame);
      results.push(run(within));
      checkItems(frame.session, results.length);
      return true;
    });
    return outcome === 'invalid' ? null : results;
  };
}

/** A copy, because the body may keep it. */
function snapshot(results: FeelList, frame: Frame): FeelList {
  chargeItems(frame.session, results.length);
  return [...results];
}

function mentionsName(node: Syntax, name: string): boolean {
  return (node.type === 'VariableName' && nameOf(node) === name) || node.children.some((child) => mentionsName(child, name));
}

export function compileQuantified(node: Syntax, scope: Scope): Run {
  const { scope: inner, sources } = compileIterators(node, scope);
  const run = scope.unit.compile(expressionsIn(node).at(-1) ?? node, inner);
  const decisive = childOf(node, 'some') !== undefined;
  return (frame) => {
    frame.session.fuel.spend(1);
    let result: boolean | null = !decisive;
    const outcome = iterate(sources, frame, [], (values) => {
      const answer = run(innerFrame(frame, [...values]));
      if (answer === decisive) return false;
      if (typeof answer !== 'boolean') result = null;
      return true;
    });
    if (outcome === 'invalid') return null;
    return outcome === 'stopped' ? decisive : result;
  };
}
