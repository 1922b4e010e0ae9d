import type { DecisionModel, ElementName } from './decision-model.ts';
import { findDecision } from './find-decision.ts';
import type { ElementKey } from './graph/element.ts';

/**
 * The input data that a decision or decision service needs, directly or through others; for a service its parameters. Undefined
 * where the model has none of that id or name.
 */
export function listInputs(model: DecisionModel, decision: string): readonly ElementName[] | undefined {
  const start = findDecision(model, decision);
  if (!start) return undefined;
  const needed = start.kind === 'service' ? start.inputs : inputsBelow(model, start.key);
  return needed.flatMap((key) => {
    const element = model.elements.get(key);
    return element ? [{ id: element.id, name: element.variable }] : [];
  });
}

function inputsBelow(model: DecisionModel, start: ElementKey): readonly ElementKey[] {
  const seen = new Set([start]);
  for (const key of seen) {
    const element = model.elements.get(key);
    if (element?.kind === 'decision') for (const { target } of element.requires) seen.add(target);
  }
  return [...seen].filter((key) => model.elements.get(key)?.kind === 'input');
}
