import type { DecisionModel, ElementName } from './decision-model.ts';
import { findDecision } from './find-decision.ts';
import type { ModelElement } from './graph/element.ts';

/**
 * The input data that a decision or decision service needs, directly or through others; for a service its parameters. In a model
 * that declares no input data, the names that its logic uses. Undefined where the model has no such decision.
 */
export function listInputs(model: DecisionModel, decision: string): readonly ElementName[] | undefined {
  const start = findDecision(model, decision);
  if (!start) return undefined;
  const elements = start.kind === 'service' ? start.inputs.flatMap((key) => model.elements.get(key) ?? []) : below(model, start);
  const declared = elements.filter((element) => start.kind === 'service' || element.kind === 'input');
  const undeclared = elements.flatMap((element) => (element.kind === 'decision' ? (element.undeclared ?? []) : []));
  return [...declared.map(({ id, variable }) => ({ id, name: variable })), ...[...new Set(undeclared)].map((name) => ({ id: name, name }))];
}

function below(model: DecisionModel, start: ModelElement): readonly ModelElement[] {
  const seen = new Set([start]);
  for (const element of seen) {
    const targets = element.kind === 'decision' ? element.requires : [];
    for (const { target } of targets) {
      const required = model.elements.get(target);
      if (required) seen.add(required);
    }
  }
  return [...seen];
}
