import type { ModuleContent } from '../../scenarios/module-content.ts';
import { mutateForm, mutateParameters, mutateRules } from './mutate-data.ts';
import { mutateDiagram } from './mutate-diagram.ts';
import { mutateTable } from './mutate-table.ts';
import { resourceMutant, type Mutant, type TextChange } from './mutant.ts';

/** Every mutant of a module, always in the same order, each name once. */
export function mutantsOf(content: ModuleContent): readonly Mutant[] {
  const parameters = [...new Set(content.parameters.map(({ key }) => key))];
  const ofResources = content.resources.flatMap(({ name, content: text }) =>
    changesOf(name, text, parameters).map((change) => resourceMutant(content, name, change)),
  );
  return named([...ofResources, ...mutateParameters(content), ...mutateRules(content)]);
}

function changesOf(name: string, text: string, parameters: readonly string[]): readonly TextChange[] {
  if (/\.bpmn$/i.test(name)) return mutateDiagram(text, parameters);
  // lists are the law's and the state's, not the procedure's
  if (/\.catalogue\.json$/i.test(name)) return [];
  return /\.dmn$/i.test(name) ? mutateTable(text) : mutateForm(text);
}

function named(mutants: readonly Mutant[]): readonly Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const count = (seen.get(mutant.id) ?? 0) + 1;
    seen.set(mutant.id, count);
    return count === 1 ? mutant : { ...mutant, id: `${mutant.id} (${count})` };
  });
}
