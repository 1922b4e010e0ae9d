/** One file of a model set with its types and the files it imports, ready for its elements to be compiled. */
import type { Problem } from '../../../errors.ts';
import type { Definitions } from '../ast.ts';
import type { ItemType } from '../types/item-type.ts';
import { resolveTypes, type TypesOf } from '../types/resolve-types.ts';
import type { Report } from '../xml/element.ts';

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
    if (byNamespace.has(definitions.namespace)) report(doubled(definitions));
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
    if (!all.has(target)) report(missing(id, target));
    else if (open.has(target)) report(circular(id, target));
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

function doubled({ namespace }: Definitions): Problem {
  return {
    code: 'dmn.namespace',
    message: `Two files of the set have the namespace '${namespace}'.`,
    remedy: 'Give each model a namespace of its own.',
  };
}

function missing(path: string, namespace: string): Problem {
  return {
    code: 'dmn.import',
    path,
    message: `Import '${path}' needs the model with namespace '${namespace}', which is not among the files.`,
    remedy: 'Deploy the imported model together with this one.',
  };
}

function circular(path: string, namespace: string): Problem {
  return {
    code: 'dmn.importCycle',
    path,
    message: `Import '${path}' of '${namespace}' closes a cycle of imports.`,
    remedy: 'Move what both models need into a third.',
  };
}
