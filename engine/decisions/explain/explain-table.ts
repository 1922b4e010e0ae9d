import type { FeelValue } from '../../../expressions/values/value.ts';
import type { DecisionTable, Rule as RuleSource } from '../ast.ts';
import type { Scope } from '../boxed/scope.ts';
import type { Frame } from '../frame.ts';
import type { Hit } from '../tables/hit-policy.ts';
import { cellScope, withinCell } from '../tables/cell-scope.ts';
import type { Rule } from '../tables/table-rule.ts';
import { toJson } from '../to-json.ts';
import type { FailedCondition, RuleExplanation, TableExplanation } from './explanation.ts';
import { compileGap, type MeasureGap } from './measure-gap.ts';

/** Compiled when somebody asks for the first time: most evaluations are never explained. */
export function tableExplainer(table: DecisionTable, rules: readonly Rule[], scope: Scope) {
  const gaps = new Map<string, MeasureGap | undefined>();
  const gapOf = (id: string, text: string, column: number): MeasureGap | undefined => {
    if (!gaps.has(id)) gaps.set(id, compileGap(text, id, cellScope(scope, table, column)));
    return gaps.get(id);
  };
  const labels = table.inputs.map(({ label, expression }) => label ?? expression.text.trim());

  function failures(source: RuleSource, rule: Rule, values: readonly FeelValue[], frame: Frame): readonly FailedCondition[] {
    return rule.failing(values, frame).map((column) => {
      const { id, text } = source.tests[column] ?? { id: '', text: '-' };
      const value = values[column] ?? null;
      const gap = gapOf(id, text, column)?.(value, withinCell(table, column, value, frame));
      return { label: labels[column] ?? '', value: toJson(value, frame.run.fuel), condition: text, ...(gap && { gap }) };
    });
  }

  return (values: readonly FeelValue[], hits: readonly Hit[], frame: Frame): TableExplanation => {
    const fired = new Map(hits.map((hit) => [hit.rule, hit]));
    let over = false;
    const explained = rules.map((rule, at): RuleExplanation => {
      const source = table.rules[at] as RuleSource;
      const hit = fired.get(rule.id);
      const skipped = over && !hit;
      over ||= hit !== undefined && table.hitPolicy === 'F';
      return {
        rule: rule.id,
        number: at + 1,
        state: hit ? 'fired' : skipped ? 'skipped' : 'failed',
        ...(hit && { output: hit.outputs.map((output) => toJson(output, frame.run.fuel)) }),
        failed: hit || skipped ? [] : failures(source, rule, values, frame),
        ...(source.note !== undefined && { note: source.note }),
        ...(source.unsettled !== undefined && { unsettled: source.unsettled }),
      };
    });
    const inputs = values.map((value, at) => ({ label: labels[at] ?? '', value: toJson(value, frame.run.fuel) }));
    return { table: table.id, inputs, outputs: table.outputs.map(({ name, id }) => name ?? id), rules: explained };
  };
}
