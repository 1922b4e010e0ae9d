/** From matched rules to the result of a table, by hit policy (DMN 1.5, 8.2.10 to 8.2.12). */
import { compileFeel } from '../../../expressions/feel.ts';
import { equalValues } from '../../../expressions/operators/equal.ts';
import type { FeelValue } from '../../../expressions/values/value.ts';
import type { HitPolicy } from '../ast.ts';
import { DecisionFailure } from '../decision-failure.ts';
import { sessionOf } from '../feel.ts';
import type { Frame } from '../frame.ts';
import type { Output } from './table-output.ts';

export interface Hit {
  /** id of the matched rule */
  readonly rule: string;
  /** one value per output of the table */
  readonly outputs: readonly FeelValue[];
}

export interface Table {
  readonly id: string;
  readonly policy: HitPolicy;
  readonly outputs: readonly Output[];
  /** values of the default output entries; undefined where the table has none */
  readonly fallback?: (frame: Frame) => readonly FeelValue[];
}

type Policy = (table: Table, hits: readonly Hit[], frame: Frame) => FeelValue;

/** The aggregations are defined by these functions of FEEL (DMN 1.5, 8.2.11). */
const aggregate = (source: string): Policy => {
  const expression = compileFeel(source, ['outputs']);
  return (table, hits, { run }) => {
    const outputs = hits.map((hit) => valueOf(table, hit.outputs));
    const result = expression.run({ variables: new Map([['outputs', outputs]]), now: run.now, fuel: run.fuel });
    if (result === null && hits.length > 0)
      run.trace.note(table.id, `Expected outputs to aggregate, but ${ruleIds(hits)} give others: the result is null.`);
    return result;
  };
};

const POLICIES: Readonly<Record<HitPolicy, Policy>> = {
  U: unique,
  A: any,
  P: (table, hits, frame) => firstOf(table, byPriority(table, hits, frame)),
  F: firstOf,
  R: all,
  O: (table, hits, frame) => all(table, byPriority(table, hits, frame)),
  C: all,
  'C+': aggregate('sum(outputs)'),
  'C<': aggregate('min(outputs)'),
  'C>': aggregate('max(outputs)'),
  'C#': aggregate('count(outputs)'),
};

/** Throws DecisionFailure where the hits violate the policy. */
export function resultOf(table: Table, hits: readonly Hit[], frame: Frame): FeelValue {
  if (hits.length === 0 && table.fallback) return valueOf(table, table.fallback(frame));
  return POLICIES[table.policy](table, hits, frame);
}

function unique(table: Table, hits: readonly Hit[]): FeelValue {
  if (hits.length > 1) {
    throw new DecisionFailure('dmnUniqueViolated', table.id, { count: hits.length, rules: ruleIds(hits) });
  }
  return firstOf(table, hits);
}

function any(table: Table, hits: readonly Hit[], frame: Frame): FeelValue {
  const session = sessionOf(frame);
  const [first, ...others] = hits;
  if (first && others.some((hit) => equalValues([...hit.outputs], [...first.outputs], session) !== true)) {
    throw new DecisionFailure('dmnAnyViolated', table.id, { rules: ruleIds(hits) });
  }
  return firstOf(table, hits);
}

function firstOf(table: Table, hits: readonly Hit[]): FeelValue {
  const [first] = hits;
  return first ? valueOf(table, first.outputs) : null;
}

function all(table: Table, hits: readonly Hit[]): FeelValue {
  return hits.map((hit) => valueOf(table, hit.outputs));
}

/** Highest priority first, by the listed values of the first output, then of the next; equal priorities stay in rule order. */
function byPriority(table: Table, hits: readonly Hit[], frame: Frame): readonly Hit[] {
  const ranked = hits.map((hit) => ({
    hit,
    ranks: table.outputs.map((output, at) => output.priority?.(hit.outputs[at] ?? null, frame) ?? 0),
  }));
  frame.run.fuel.spend(hits.length * table.outputs.length);
  ranked.sort((left, right) => compareRanks(left.ranks, right.ranks));
  return ranked.map(({ hit }) => hit);
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [at, rank] of left.entries()) {
    const difference = rank - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** One output is its value; several are a context by their names. */
function valueOf(table: Table, outputs: readonly FeelValue[]): FeelValue {
  if (table.outputs.length === 1) return outputs[0] ?? null;
  return new Map(table.outputs.map(({ name }, at) => [name, outputs[at] ?? null]));
}

function ruleIds(hits: readonly Hit[]): string {
  return hits.map(({ rule }) => `'${rule}'`).join(', ');
}
