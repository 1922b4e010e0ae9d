import { feel } from '../../expressions/feel.ts';
import { compileForm } from '../../forms/compile-form.ts';
import type { CheckedResource, Resource } from './checked-resource.ts';
import { resourceProblem, withText } from './resource-problem.ts';

const LONGEST = 1_000_000;

export function checkFormSchema({ name, content }: Resource): CheckedResource {
  const none = { resource: name, definitions: [], mapping: [] };
  const schema = parsed(content);
  if (schema === undefined) return { ...none, problems: [resourceProblem('formNotJson', name, '')] };
  const compiled = compileForm(schema, feel);
  if (!compiled.ok) return { ...none, problems: compiled.problems.map((problem) => withText(problem, name, 'error')) };
  const key = compiled.form.id;
  if (key === '') return { ...none, problems: [resourceProblem('formIdMissing', name, '/id')] };
  return {
    ...none,
    problems: [],
    definitions: [{ kind: 'form', key, name: titleOf(schema) ?? key, source: content, catalogues: compiled.form.catalogues }],
  };
}

function parsed(content: string): unknown {
  if (content.length > LONGEST) return undefined;
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function titleOf(schema: unknown): string | undefined {
  const title = (schema as { readonly title?: unknown }).title;
  return typeof title === 'string' && title !== '' ? title : undefined;
}
