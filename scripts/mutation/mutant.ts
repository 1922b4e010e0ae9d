import type { ModuleContent } from '../../scenarios/module-content.ts';

/** One change of a module that its scenarios must notice. */
export interface Mutant {
  /** stable name: `<file>#<element>:<change>`, as `mutants.json` lists it */
  readonly id: string;
  /** the file, or the part of the module, that differs */
  readonly file: string;
  /** the element, rule or parameter that differs: scenarios that pass it are asked first */
  readonly place?: string;
  readonly content: ModuleContent;
}

export interface TextChange {
  readonly element: string;
  readonly change: string;
  /** the file as it is then */
  readonly text: string;
}

/** The module with one of its resources changed. */
export function resourceMutant(content: ModuleContent, file: string, { element, change, text }: TextChange): Mutant {
  const resources = content.resources.map((resource) => (resource.name === file ? { name: file, content: text } : resource));
  return { id: `${file}#${element}:${change}`, file, place: element.split(' ')[0] ?? element, content: { ...content, resources } };
}
