import type { DecisionAnswer } from '../ports.ts';
import type { DecisionModel } from './decision-model.ts';
import { evaluateDecision, type EvaluationOptions } from './evaluate-decision.ts';
import type { Inputs } from './evaluation/inputs.ts';

/**
 * The answer that a step keeps: value, version, the inputs that were read (no others: they may be personal and were not used),
 * and the rules that matched. `version` is that of the deployed model, as it is stored with the step.
 */
export function answerDecision(
  model: DecisionModel,
  version: string,
  decision: string,
  inputs: Inputs,
  options: EvaluationOptions,
): DecisionAnswer {
  const result = evaluateDecision(model, decision, inputs, options);
  if (!result.ok) return { ok: false, message: result.message };
  const { value, trace } = result;
  const record = { decision, version, input: trace.inputs, output: value, rules: trace.rules };
  return { ok: true, value, record, ...(trace.unsettled.length > 0 && { unsettled: trace.unsettled }) };
}
