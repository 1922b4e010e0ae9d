/** Business rule tasks (BPMN 10.3.3.5): one version of a decision, or of several the one whose outcome is the most favourable. */
import type { Json } from '../../expressions/json.ts';
import { OFFENCE_DATE, resolveAsOf } from '../as-of.ts';
import type { Variables } from '../command.ts';
import { IncidentSignal } from '../incidents.ts';
import type { DecisionFacet } from '../model/process-model.ts';
import { type Candidate, mostFavourable } from '../most-favourable.ts';
import type { DecisionRecord, DecisionReference } from '../ports.ts';
import { type Instance, NeedSignal, type Run } from '../run.ts';
import { localDate, textOfTime } from '../time-values.ts';
import { evaluate } from '../variables.ts';

/** What was decided and why goes into the trace. */
export function decide(run: Run, instance: Instance, work: DecisionFacet, input: Variables): DecisionRecord {
  const record =
    work.asOf === 'mostFavourable'
      ? favourable(run, instance, work, input)
      : decideAsOf(run, instance, work, asOfOf(run, instance, work), input);
  run.trace.push(['d', instance.node.id, record]);
  return record;
}

function asOfOf(run: Run, instance: Instance, { asOf }: DecisionFacet): string {
  if (typeof asOf !== 'object' || !('expression' in asOf)) return resolveAsOf(run, instance, asOf);
  return textOfTime(evaluate(run, instance, asOf.expression), asOf.expression.source).slice(0, 10);
}

function decideAsOf(
  run: Run,
  { model }: Instance,
  { decision, binding, version }: DecisionFacet,
  asOf: string,
  input: Variables,
): DecisionRecord {
  const reference: DecisionReference = { key: decision, binding, ...(version !== undefined && { version }), from: model.id, asOf };
  const answer = run.context.evaluateDecision(reference, input);
  if (!answer) throw new NeedSignal({ kind: 'decision', reference });
  if (!answer.ok) throw new IncidentSignal('decisionFailed', answer.message);
  return answer.record;
}

/**
 * Every version that was in force on a day from the offence to now decides; the task's own order says which outcome favours the
 * person most (BLHS Điều 7 k3). Where two outcomes cannot be compared, a person has to say: an incident.
 */
function favourable(run: Run, instance: Instance, work: DecisionFacet, input: Variables): DecisionRecord {
  const since = resolveAsOf(run, instance, 'offence');
  const until = localDate(run.nowMs);
  if (until < since)
    throw new IncidentSignal('decisionFailed', `Expected '${OFFENCE_DATE}' not to be after the day of the step, but it is ${since}.`);
  const reference = { key: work.decision, since, until };
  const dates = run.context.decisionDates(reference);
  if (!dates) throw new NeedSignal({ kind: 'decisionDates', reference });
  const records = dates.map((asOf) => ({ asOf, record: decideAsOf(run, instance, work, asOf, input) }));
  const distinct = records.filter(({ record }, i) => records.findIndex((one) => one.record.version === record.version) === i);
  const candidates = distinct.map(({ asOf, record }): Candidate => ({ asOf, record, rank: rankOf(run, instance, work, record) }));
  const chosen = mostFavourable(work.decision, candidates);
  return {
    ...chosen.record,
    favourable: candidates.map(({ asOf, record, rank }) => ({
      asOf,
      version: record.version,
      output: record.output,
      rank,
      ...(record === chosen.record && { chosen: true as const }),
    })),
  };
}

/** What the task's order gives for an outcome: a number, or several that each count. */
function rankOf(
  run: Run,
  instance: Instance,
  { favourable: order, decision }: DecisionFacet,
  { output, version }: DecisionRecord,
): readonly number[] {
  if (!order)
    throw new IncidentSignal('decisionFailed', `Expected '${instance.node.id}' to say which outcome of '${decision}' is more favourable.`);
  const value = evaluate(run, instance, order, { result: output });
  const ranks = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (ranks.length > 0 && ranks.every((rank) => typeof rank === 'number')) return ranks;
  throw new IncidentSignal(
    'decisionFailed',
    `Expected '${order.source}' to rank the outcome of version ${version} of '${decision}' by numbers, but it gives ${JSON.stringify(value)}.`,
  );
}
