/** The decisions of a case, explained: from the log and the versions that decided, so that old cases are explained as well. */
import { type DecisionExplanation, explainDecision } from '../../engine/decisions/explain/explain-decision.ts';
import { stepFuel } from '../../engine/fuel.ts';
import type { CommandLogEntry } from '../../store/contract.ts';
import { loadDefinitionVersion } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import { loadDecisionModel } from '../loading/load-decision.ts';

export interface ExplainedDecision {
  readonly revision: number;
  readonly at: string;
  /** the business rule task */
  readonly node: string;
  /** of the model that decided, as its author called it */
  readonly name: string;
  readonly explanation: DecisionExplanation;
}

/** Explaining looks at every rule, and costs more than deciding. */
const EFFORT = 20;

/** Of some entries of the log, in their order. */
export async function explainDecisions(services: Services, entries: readonly CommandLogEntry[]): Promise<readonly ExplainedDecision[]> {
  const explained: ExplainedDecision[] = [];
  for (const { revision, at, trace } of entries) {
    for (const entry of trace) {
      if (entry[0] !== 'd') continue;
      const [, node, record] = entry;
      const definition = await loadDefinitionVersion(services.db, 'dmn', record.decision, Number(record.version));
      if (!definition) continue;
      const model = await loadDecisionModel(services, definition.id);
      const explanation = explainDecision(model, record, at, stepFuel(services.limits.fuel * EFFORT));
      explained.push({ revision, at, node, name: model.name, explanation });
    }
  }
  return explained;
}
