/** One file of a model set with its types and the files it imports, ready for its elements to be compiled. */
import type { Definitions } from '../ast.ts';
import type { ItemType } from '../types/item-type.ts';
import { resolveTypes, type TypesOf } from '../types/resolve-types.ts';
import type { Report } from '../problem.ts';

export interface ModelFile {
  readonly definitions: Definitions;
  readonly types: TypesOf;
  /** namespace of an imported model -> its name in this file */
  readonly imports: ReadonlyMap<string, string>;
  /** no input data is declared: as Camunda's modelers draw it, every unknown name is an input */
  readonly implicitInputs: boolean;
}

/** Files in an order in which each comes after those it imports; the first given is the model itself. */
export function linkFiles(all: readonly Definitions[], report: Report): ReadonlyMap<string, ModelFile> {
  const byNamespace = new Map<string, Definitions>();
  for (const definitions of all) {
    if (byNamespace.has(definitions.namespace)) report('dmnNamespace', undefined, { namespace: definitions.namespace });
    else byNamespace.set(definitions.namespace, definitions);
  }
  const files = new Map<string, ModelFile>();
  const open = new Set<string>();
  for (const namespace of byNamespace.keys()) visit(namespace, byNamespace, files, open, report);
  return files;
}

/** Recursion is as deep as imports are chained, at most one level per file of the set. */
function visit(
  namespace: string,
  all: ReadonlyMap<string, Definitions>,
  files: Map<string, ModelFile>,
  open: Set<string>,
  report: Report,
): void {
  const definitions = all.get(namespace);
  if (!definitions || files.has(namespace)) return;
  open.add(namespace);
  const imports = new Map<string, string>();
  for (const { id, name, namespace: target } of definitions.imports) {
    if (!all.has(target)) report('dmnImport', id, { namespace: target });
    else if (open.has(target)) report('dmnImportCycle', id, { namespace: target });
    else {
      visit(target, all, files, open, report);
      imports.set(target, name);
    }
  }
  open.delete(namespace);
  files.set(namespace, toFile(definitions, imports, files, report));
}

function toFile(
  definitions: Definitions,
  imports: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, ModelFile>,
  report: Report,
): ModelFile {
  const imported = new Map<string, ReadonlyMap<string, ItemType>>();
  for (const [namespace, name] of imports) {
    const types = files.get(namespace)?.types.own ?? new Map<string, ItemType>();
    imported.set(namespace, types);
    imported.set(name, new Map([...(imported.get(name) ?? []), ...types]));
  }
  const types = resolveTypes(definitions, imported, report);
  return { definitions, types, imports, implicitInputs: definitions.inputData.length === 0 };
}
