import { readCatalogue } from '../../forms/read-catalogue.ts';
import type { CheckedResource, Resource } from './checked-resource.ts';
import { resourceProblem, withText } from './resource-problem.ts';

export function checkCatalogue({ name, content }: Resource): CheckedResource {
  const none = { resource: name, definitions: [], mapping: [] };
  const file = parsed(content);
  if (file === undefined) return { ...none, problems: [resourceProblem('catalogueNotJson', name, '')] };
  const read = readCatalogue(file);
  if (!read.ok) return { ...none, problems: read.problems.map((problem) => withText(problem, name, 'error')) };
  const { key, name: label } = read.catalogue;
  return { ...none, problems: [], definitions: [{ kind: 'catalogue', key, name: label.vi, source: content }] };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
