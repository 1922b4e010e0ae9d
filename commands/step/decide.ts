/**
 * A decision in one step: the chosen version decides; a rule that is not settled makes the outcome undetermined. Where unsettled law is
 * refused (production) that stops the element until a jurist has confirmed the rule; elsewhere it goes into the record.
 */
import { createHash } from 'node:crypto';
import { answerDecision } from '../../engine/decisions/answer-decision.ts';
import type { UnsettledRule } from '../../engine/decisions/trace.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { DecisionAnswer, DecisionReference } from '../../engine/ports.ts';
import type { Json } from '../../expressions/json.ts';
import { isMissing, nameOf, type ChosenDecision, type StepParts } from './parts.ts';
import type { StepMoment } from './step-context.ts';

export function decide(
  { now, limits }: StepMoment,
  { decisions, decisionModels }: StepParts,
  reference: DecisionReference,
  input: Readonly<Record<string, Json>>,
): DecisionAnswer | undefined {
  const chosen = decisions.get(nameOf(reference))?.[1];
  if (chosen === undefined) return undefined;
  if (isMissing(chosen)) return { ok: false, message: chosen.missing };
  const model = decisionModels.get(chosen.definition);
  if (!model) return undefined;
  const answer = answerDecision(model, chosen.version, reference.key, input, { now, fuel: stepFuel(limits.fuel) });
  return answer.ok && answer.unsettled ? undetermined(answer, answer.unsettled, reference.key, chosen) : answer;
}

/** What a confirmation is about: the text of the rule, not its place. */
export const fingerprintOf = ({ meaning }: Pick<UnsettledRule, 'meaning'>): string => createHash('sha256').update(meaning).digest('hex');

function undetermined(
  answer: Extract<DecisionAnswer, { ok: true }>,
  unsettled: readonly UnsettledRule[],
  decision: string,
  { confirmed = [], refusesUnsettled }: ChosenDecision,
): DecisionAnswer {
  const open = unsettled
    .map((rule) => ({ rule: rule.rule, source: rule.source, fingerprint: fingerprintOf(rule) }))
    .filter(({ rule, fingerprint }) => !confirmed.includes(`${rule} ${fingerprint}`));
  const { value, record } = answer;
  const [first] = open;
  if (!first) return { ok: true, value, record };
  if (!refusesUnsettled) return { ok: true, value, record: { ...record, undetermined: open } };
  const named = open.map(({ rule, source }) => `'${rule}' (${source})`).join(', ');
  return {
    ok: false,
    message: `UNDETERMINED: expected rule ${named} of decision '${decision}' to be confirmed by a jurist before it decides (fingerprint ${first.fingerprint}).`,
  };
}
