/**
 * Why a decision came out as it did, from its record and the model of its version alone: decided again on the inputs that were kept,
 * which gives the same answer, with every rule looked at. So old cases are explained as well as new ones.
 */
import type { Fuel } from '../../../expressions/contract.ts';
import type { Json } from '../../../expressions/json.ts';
import type { Bilingual } from '../../../law/calendar.ts';
import type { DecisionRecord } from '../../ports.ts';
import type { DecisionModel } from '../decision-model.ts';
import { evaluateDecision } from '../evaluate-decision.ts';
import type { TableExplanation } from './explanation.ts';
import { sayExplanation } from './say-explanation.ts';

export interface DecisionExplanation {
  readonly decision: string;
  readonly version: string;
  readonly inputs: Readonly<Record<string, Json>>;
  readonly output: Json;
  readonly tables: readonly TableExplanation[];
  readonly undetermined: NonNullable<DecisionRecord['undetermined']>;
  readonly favourable: NonNullable<DecisionRecord['favourable']>;
  /** false: deciding again gave another answer, so the rules below do not explain the one that was given */
  readonly reproduced: boolean;
  readonly text: readonly Bilingual[];
}

/** `now`: the instant of the step that decided. */
export function explainDecision(model: DecisionModel, record: DecisionRecord, now: string, fuel: Fuel): DecisionExplanation {
  const tables: TableExplanation[] = [];
  const result = evaluateDecision(model, record.decision, record.input, { now, fuel, explain: (table) => void tables.push(table) });
  const { decision, version, input, output, undetermined = [], favourable = [] } = record;
  return {
    decision,
    version,
    inputs: input,
    output,
    tables,
    undetermined,
    favourable,
    reproduced: result.ok && JSON.stringify(result.value) === JSON.stringify(output),
    text: sayExplanation(tables, record),
  };
}
