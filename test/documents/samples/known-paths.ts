/** Which variables a module sets: by the keys of its forms, and by what its diagrams put elsewhere. */
import type { ProcedureModule } from '../../../composition/modules/read-module.ts';

export interface KnownPaths {
  /** `person.name` */
  readonly paths: ReadonlySet<string>;
  /** variables of which only the name is known: results of decisions, computed outputs */
  readonly roots: ReadonlySet<string>;
}

/** What the renderer itself gives, and names of one of a list. */
const OWN = new Set(['letterhead', 'caseFile', 'issueDate', 'act']);

interface Component {
  readonly key?: string;
  readonly path?: string;
  readonly components?: readonly Component[];
}

export function knownPaths({ manifest, resources }: ProcedureModule): KnownPaths {
  const contentOf = (names: readonly string[]): readonly string[] =>
    resources.filter(({ name }) => names.includes(name)).map(({ content }) => content);
  const paths = new Set(contentOf(manifest.forms).flatMap((content) => keysOf((JSON.parse(content) as Component).components ?? [], [])));
  const roots = new Set<string>();
  for (const content of contentOf(manifest.diagrams)) {
    for (const [, source = '', target = ''] of content.matchAll(/<tk:output source=(?:"([^"]*)"|'[^']*') target="(\w+)"/g)) {
      const aliased = [...paths].filter((path) => path.startsWith(`${source}.`));
      if (aliased.length === 0) roots.add(target);
      for (const path of aliased) paths.add(`${target}${path.slice(source.length)}`);
    }
    for (const [, name = ''] of content.matchAll(/tk:(?:resultVariable|outputCollection)="(\w+)"/g)) roots.add(name);
  }
  return { paths: new Set([...paths, ...Array.from(paths, (path) => `form.${path}`)]), roots };
}

function keysOf(components: readonly Component[], prefix: readonly string[]): readonly string[] {
  return components.flatMap(({ key, path, components: below = [] }) => {
    const here = path === undefined ? prefix : [...prefix, ...path.split('.')];
    return [...(key === undefined ? [] : [[...prefix, key].join('.')]), ...keysOf(below, here)];
  });
}

const NAME = /\b(\p{L}\w*(?:\.\p{L}\w*)+)\b/gu;

/** Dotted paths of the expressions that the module does not set; texts in quotation marks are none. */
export function unknownPaths(expressions: readonly string[], { paths, roots }: KnownPaths): readonly string[] {
  const found = expressions.flatMap((source) => [...source.replaceAll(/"[^"]*"/g, '').matchAll(NAME)].map(([path]) => path));
  return [...new Set(found)].filter((path) => !isKnown(path));

  function isKnown(path: string): boolean {
    const [root = ''] = path.split('.');
    if (OWN.has(root) || roots.has(root)) return true;
    // the value, a part of it (a date's year, a row's key), or what holds it
    return [...paths].some((known) => path === known || path.startsWith(`${known}.`) || known.startsWith(`${path}.`)) || !isRoot(root);
  }

  /** Names that no form has are names of one of a list. */
  function isRoot(root: string): boolean {
    return root === 'form' || [...paths].some((known) => known.startsWith(`${root}.`)) || root.length > LONGEST_ITEM_NAME;
  }
}

/** `tai`, `gui`, `row`: short names for one of a list */
const LONGEST_ITEM_NAME = 5;
