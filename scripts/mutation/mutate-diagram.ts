/** What can be drawn wrong in a diagram: ways, boundary events, who may do a task, how it is finished, by when. */
import { mutateFlows } from './mutate-flows.ts';
import { mutateTaskRules } from './mutate-task-rules.ts';
import { mutateTimes } from './mutate-times.ts';
import type { TextChange } from './mutant.ts';
import { xmlElements } from './xml-elements.ts';

/** `parameters`: keys of the module's register, to mistake one for another. */
export function mutateDiagram(text: string, parameters: readonly string[]): readonly TextChange[] {
  const elements = xmlElements(text);
  return [...mutateFlows(text, elements), ...mutateTaskRules(text, elements), ...mutateTimes(text, elements, parameters)];
}
