import { Rejection } from '../../errors.ts';
import type { DefinitionKind } from '../../store/contract.ts';
import { checkBpmn } from './check-bpmn.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkDmn } from './check-dmn.ts';
import { checkFormSchema } from './check-form-schema.ts';
import type { CheckedResource, Resource } from './checked-resource.ts';
import { resourceProblem, withText } from './resource-problem.ts';

/** Everything that is wrong with one file, however wrong it is; never throws for what the file says. */
export async function checkResource(resource: Resource, now: string): Promise<CheckedResource> {
  const kind = kindOf(resource);
  if (kind === undefined) return refused(resource, [resourceProblem('resourceKind', resource.name, '')]);
  try {
    if (kind === 'bpmn') return await checkBpmn(resource, now);
    if (kind === 'catalogue') return checkCatalogue(resource);
    return kind === 'dmn' ? await checkDmn(resource) : checkFormSchema(resource);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const problems =
      error.problems.length > 0 ? error.problems : [{ code: error.code, path: '', message: error.message, details: error.details }];
    return refused(
      resource,
      problems.map((problem) => withText(problem, resource.name, 'error')),
    );
  }
}

function refused({ name }: Resource, problems: CheckedResource['problems']): CheckedResource {
  return { resource: name, definitions: [], problems, mapping: [] };
}

/** By the file's name, else by its root element. */
function kindOf({ name, content }: Resource): DefinitionKind | undefined {
  if (/\.bpmn(20)?(\.xml)?$/i.test(name)) return 'bpmn';
  if (/\.dmn(\.xml)?$/i.test(name)) return 'dmn';
  if (/\.catalogue(\.json)?$/i.test(name)) return 'catalogue';
  if (/\.(form|form\.json|json)$/i.test(name)) return 'form';
  const head = content.slice(0, 2_000);
  if (head.trimStart().startsWith('{')) return 'form';
  if (head.includes('/spec/BPMN/')) return 'bpmn';
  return head.includes('/spec/DMN/') ? 'dmn' : undefined;
}
