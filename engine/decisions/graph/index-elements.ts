/** Every element of a model set by key, and references resolved to them. */
import type { Decision, DecisionService, InputData, KnowledgeModel, Variable } from '../ast.ts';
import type { Report } from '../problem.ts';
import type { ElementKey, ModelElement } from './element.ts';
import type { ModelFile } from './model-file.ts';

export type SourceElement =
  | { readonly kind: 'input'; readonly source: InputData }
  | { readonly kind: 'decision'; readonly source: Decision }
  | { readonly kind: 'knowledge'; readonly source: KnowledgeModel }
  | { readonly kind: 'service'; readonly source: DecisionService };

export type Indexed = SourceElement & {
  readonly key: ElementKey;
  readonly id: string;
  readonly name: string;
  readonly variable: Variable;
  readonly file: ModelFile;
};
export type Index = ReadonlyMap<ElementKey, Indexed>;

export const keyOf = (namespace: string, id: string): ElementKey => `${namespace}#${id}`;

export function indexElements(files: Iterable<ModelFile>, report: Report): Index {
  const index = new Map<ElementKey, Indexed>();
  for (const file of files) {
    const names = new Map<string, string>();
    for (const element of elementsOf(file)) {
      const { id, name, variable } = element.source;
      const twin = names.get(name);
      if (twin !== undefined) reportTwin(id, twin, name, report);
      names.set(name, id);
      const key = keyOf(file.definitions.namespace, id);
      index.set(key, { ...element, key, id, name, variable, file });
    }
  }
  return index;
}

function elementsOf({ definitions }: ModelFile): readonly SourceElement[] {
  return [
    ...definitions.inputData.map((source): SourceElement => ({ kind: 'input', source })),
    ...definitions.decisions.map((source): SourceElement => ({ kind: 'decision', source })),
    ...definitions.knowledge.map((source): SourceElement => ({ kind: 'knowledge', source })),
    ...definitions.services.map((source): SourceElement => ({ kind: 'service', source })),
  ];
}

/** The elements that `hrefs` name (`#id`, `id` or `namespace#id`), of the kinds that may stand there; others are reported. */
export function resolve(
  hrefs: readonly string[],
  from: Indexed,
  kinds: readonly ModelElement['kind'][],
  index: Index,
  report: Report,
): readonly Indexed[] {
  return hrefs.flatMap((href) => {
    const target = index.get(keyOfHref(href, from.file));
    if (target && kinds.includes(target.kind)) return [target];
    report('dmnReference', from.id, { name: from.name, href, kinds: kinds.join('/') });
    return [];
  });
}

function keyOfHref(href: string, { definitions, imports }: ModelFile): ElementKey {
  const hash = href.lastIndexOf('#');
  const namespace = hash > 0 ? href.slice(0, hash) : definitions.namespace;
  const visible = namespace === definitions.namespace || imports.has(namespace);
  return visible ? keyOf(namespace, href.slice(hash + 1)) : '';
}

function reportTwin(id: string, twin: string, name: string, report: Report): void {
  report('dmnDuplicateName', id, { twin, name });
}
