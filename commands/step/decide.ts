/**
 * A decision in one step: the chosen version decides; a rule that is not settled makes the outcome undetermined. Where unsettled law is
 * refused (production) that stops the element until a jurist has confirmed the rule; elsewhere it goes into the record.
 */
import { createHash } from 'node:crypto';
import { answerDecision } from '../../engine/decisions/answer-decision.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { DecisionAnswer, DecisionReference, Limits } from '../../engine/ports.ts';
import type { Json } from '../../expressions/json.ts';
import { isMissing } from '../../casework/missing.ts';
import { withStanding } from '../../casework/undetermined.ts';
import { nameOf, type StepParts } from './parts.ts';

export function decide(
  { now, limits }: { readonly now: string; readonly limits: Limits },
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
  const { confirmed = [], refusesUnsettled = false } = chosen;
  return withStanding(answer, reference.key, { confirmed, refuses: refusesUnsettled, fingerprint });
}

/** What a confirmation is about: the text of the rule, not its place. */
const fingerprint = (meaning: string): string => createHash('sha256').update(meaning).digest('hex');
