import type { Json } from '../../../expressions/json.ts';
import type { Bilingual } from '../../../law/calendar.ts';
import { fill, joined } from '../../../law/explanation-text.ts';
import { dayText } from '../../../law/sentence/sentence-text.ts';
import type { DecisionRecord } from '../../ports.ts';
import type { FailedCondition, RuleExplanation, TableExplanation } from './explanation.ts';
import { sayAmount, sayValue } from './say-value.ts';
import texts from './texts.json' with { type: 'json' };

/** One sentence for each rule of each table: what applied first, then why the others did not. */
export function sayExplanation(tables: readonly TableExplanation[], { favourable = [] }: DecisionRecord): readonly Bilingual[] {
  const chosen = favourable.find((one) => one.chosen);
  return [
    ...(chosen
      ? [
          fill(texts.favourable, {
            count: String(favourable.length),
            version: chosen.version,
            day: dayText(Temporal.PlainDate.from(chosen.asOf)),
          }),
        ]
      : []),
    ...tables.flatMap(sayTable),
  ];
}

function sayTable({ rules, outputs }: TableExplanation): readonly Bilingual[] {
  const fired = rules.filter(({ state }) => state === 'fired');
  const others = rules.filter(({ state }) => state !== 'fired');
  return [
    ...(fired.length === 0 ? [texts.nothing] : []),
    ...fired.flatMap((rule) => [fill(texts.fired, { n: String(rule.number), output: sayOutput(outputs, rule) }), ...asides(rule)]),
    ...others.map(sayOther),
  ];
}

function asides({ number, unsettled, note }: RuleExplanation): readonly Bilingual[] {
  return [
    ...(unsettled === undefined ? [] : [fill(texts.unsettled, { n: String(number), source: unsettled })]),
    ...(note === undefined ? [] : [fill(texts.note, { note })]),
  ];
}

function sayOther({ number, state, failed }: RuleExplanation): Bilingual {
  const n = String(number);
  if (state === 'skipped') return fill(texts.skipped, { n });
  return fill(texts.failed, { n, conditions: joined(failed.map(sayCondition), '; ') });
}

function sayCondition({ label, value, condition, gap }: FailedCondition): Bilingual {
  const said = fill(texts.condition, { label, value: sayValue(value), condition });
  return gap ? joined([said, gap.side === 'at' ? texts.at : fill(texts[gap.side], { amount: sayAmount(gap.amount) })], ', ') : said;
}

function sayOutput(names: readonly string[], { output = null }: RuleExplanation): Bilingual {
  const values = Array.isArray(output) ? (output as readonly Json[]) : [];
  const [only, ...more] = values;
  if (more.length === 0) return sayValue(only ?? null);
  const parts = values.map((value, at) => {
    const { vi, en } = sayValue(value);
    return { vi: `${names[at] ?? ''} = ${vi}`, en: `${names[at] ?? ''} = ${en}` };
  });
  return joined(parts, ', ');
}
