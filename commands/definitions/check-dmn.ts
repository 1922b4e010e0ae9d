import { rememberRecent } from '../../casework/remember-recent.ts';
import { compileDecisions } from '../../engine/decisions/compile-decisions.ts';
import type { CheckedResource, Resource } from './checked-resource.ts';
import { resourceProblem, withText } from './resource-problem.ts';

const readDmn = rememberRecent(async (xml) => await compileDecisions(xml));

/** Each decision and decision service of a model can be asked by its id, so each is a definition with the whole model as source. */
export async function checkDmn({ name, content }: Resource): Promise<CheckedResource> {
  const { model, problems } = await readDmn(content);
  const found = problems.map((problem) => withText({ path: '', ...problem }, name, 'error'));
  const askable = [...model.decisions, ...model.services];
  if (found.length === 0 && askable.length === 0) found.push(resourceProblem('decisionsMissing', name, ''));
  const definitions = askable.map(({ id, name: label }) => ({ kind: 'dmn' as const, key: id, name: label || id, source: content }));
  return { resource: name, definitions, problems: found, mapping: [] };
}
