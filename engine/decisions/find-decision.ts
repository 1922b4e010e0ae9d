import type { DecisionModel } from './decision-model.ts';
import type { DecisionElement, ServiceElement } from './graph/element.ts';

/** The model's own decision or decision service of this id, else of this name. */
export function findDecision(model: DecisionModel, decision: string): DecisionElement | ServiceElement | undefined {
  const all = [...model.elements.values()].filter((element) => element.kind === 'decision' || element.kind === 'service');
  const own = all.filter(({ key }) => key.startsWith(`${model.namespace}#`));
  return own.find(({ id }) => id === decision) ?? own.find(({ name }) => name === decision);
}
