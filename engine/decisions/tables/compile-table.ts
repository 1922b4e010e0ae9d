/**
 * Decision tables (DMN 1.5, 8 and 10.3.2.10). All inputs are evaluated once, then the rules in order; only matched rules evaluate
 * their outputs. A hit policy that is violated, and an input or output outside its listed values, is a failure that names
 * the table: never a result.
 */
import type { FeelValue } from '../../../expressions/values/value.ts';
import type { DecisionTable } from '../ast.ts';
import { DecisionFailure } from '../decision-failure.ts';
import { compileText } from '../feel.ts';
import { tableExplainer } from '../explain/explain-table.ts';
import type { Evaluate, Frame } from '../frame.ts';
import type { Scope } from '../boxed/scope.ts';
import { compileInput, type Input } from './table-input.ts';
import { compileOutput, type Output } from './table-output.ts';
import { compileRule, type Rule } from './table-rule.ts';
import { resultOf, type Hit, type Table } from './hit-policy.ts';

export function compileTable(table: DecisionTable, scope: Scope): Evaluate {
  const inputs = table.inputs.map((input) => compileInput(input, table.id, scope));
  const outputs = table.outputs.map((output) => compileOutput(output, table, scope));
  const columns = { inputs: inputs.map(({ type }) => type), outputs: outputs.map(({ type }) => type) };
  const rules = table.rules.map((rule) => compileRule(rule, table, columns, scope));
  if (/[PO]/.test(table.hitPolicy) && outputs.every(({ priority }) => !priority)) reportWithoutPriorities(table, scope);
  const compiled: Table = { id: table.id, policy: table.hitPolicy, outputs, fallback: compileFallback(table, outputs, scope) };
  const explain = tableExplainer(table, rules, scope);
  return (frame) => {
    const values = inputs.map((input) => read(input, frame));
    const hits = hitsOf(rules, values, compiled, frame);
    frame.run.explain?.(explain(values, hits, frame));
    noteUnsettled(table.id, rules, hits, frame);
    const result = decided(compiled, hits, values, frame);
    frame.run.trace.table(
      table.id,
      values,
      hits.map(({ rule }) => rule),
      result,
    );
    return result;
  };
}

/** What a rule that nobody has verified decides is told with the decision, and never passes for settled. */
function noteUnsettled(table: string, rules: readonly Rule[], hits: readonly Hit[], { run }: Frame): void {
  for (const hit of hits) {
    const unsettled = rules.find(({ id }) => id === hit.rule)?.unsettled;
    if (unsettled) run.trace.unsettled({ table, rule: hit.rule, ...unsettled });
  }
}

function read(input: Input, frame: Frame): FeelValue {
  frame.run.fuel.spend(1);
  return input.read(frame);
}

function hitsOf(rules: readonly Rule[], values: readonly FeelValue[], table: Table, frame: Frame): readonly Hit[] {
  const hits: Hit[] = [];
  for (const rule of rules) {
    frame.run.fuel.spend(1);
    if (!rule.matches(values, frame)) continue;
    hits.push({
      rule: rule.id,
      outputs: rule.outputs.map((output, at) => table.outputs[at]?.accept(output(frame), rule.id, frame) ?? null),
    });
    if (table.policy === 'F') break;
  }
  return hits;
}

/** A failure names the rules that matched: that is what its reader needs to repair the table. */
function decided(table: Table, hits: readonly Hit[], values: readonly FeelValue[], frame: Frame): FeelValue {
  try {
    return resultOf(table, hits, frame);
  } catch (error) {
    if (error instanceof DecisionFailure) {
      frame.run.trace.table(
        table.id,
        values,
        hits.map(({ rule }) => rule),
        null,
      );
    }
    throw error;
  }
}

/** With a default for one output at least, no match is that default (DMN 1.5, 8.3.3); outputs without one are null. */
function compileFallback(
  table: DecisionTable,
  outputs: readonly Output[],
  scope: Scope,
): ((frame: Frame) => readonly FeelValue[]) | undefined {
  if (table.outputs.every((output) => output.default === undefined)) return undefined;
  const entries = table.outputs.map(({ default: entry }) => (entry ? compileText(entry.text, entry.id, scope) : () => null));
  return (frame) => entries.map((entry, at) => outputs[at]?.accept(entry(frame), table.id, frame) ?? null);
}

function reportWithoutPriorities({ id, hitPolicy }: DecisionTable, scope: Scope): void {
  scope.report('dmnPriorities', id, { policy: hitPolicy === 'P' ? 'PRIORITY' : 'OUTPUT ORDER' });
}
