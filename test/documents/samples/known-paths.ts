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

/** `all`: every module, of which one may call this one's processes with variables of its own making. */
export function knownPaths({ manifest, resources }: ProcedureModule, all: readonly ProcedureModule[] = []): KnownPaths {
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
    // what a called process is given under another name
    for (const [, source = '', target = ''] of content.matchAll(/<tk:input source="(\w+)" target="(\w+)"/g))
      for (const path of Array.from(paths)) if (path.startsWith(`${source}.`)) paths.add(`${target}${path.slice(source.length)}`);
    for (const [, name = ''] of content.matchAll(/tk:(?:resultVariable|outputCollection)="(\w+)"/g)) roots.add(name);
  }
  for (const given of givenByOthers(contentOf(manifest.diagrams), all)) roots.add(given);
  return { paths: new Set([...paths, ...Array.from(paths, (path) => `form.${path}`)]), roots };
}

/** Names of the variables that call activities of other modules hand to these processes. */
function givenByOthers(diagrams: readonly string[], all: readonly ProcedureModule[]): readonly string[] {
  const own = new Set(diagrams.flatMap((content) => Array.from(content.matchAll(/<bpmn:process id="([\w-]+)"/g), ([, id = '']) => id)));
  const calls = all.flatMap(({ resources }) =>
    resources.flatMap(({ content }) => [
      ...content.matchAll(/<bpmn:callActivity [^>]*calledElement="([\w-]+)"[\s\S]*?<\/bpmn:callActivity>/g),
    ]),
  );
  return calls
    .filter(([, called = '']) => own.has(called))
    .flatMap(([call]) => Array.from(call.matchAll(/<tk:input [^>]*target="(\w+)"/g), ([, name = '']) => name));
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
  // the variables of a line are those that the forms of its module set
  const said = expressions.map((source) => source.replaceAll(/"[^"]*"/g, '').replaceAll(/\b(?:\w+\.)?values\./g, ''));
  const found = said.flatMap((source) => [...source.matchAll(NAME)].map(([path]) => path));
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

/** Of a diagram that is called with some variables only: their names, with those of its own forms and outputs. Undefined where it sees all. */
export function visibleRoots({ manifest, resources }: ProcedureModule, diagram: string): ReadonlySet<string> | undefined {
  const process = /<bpmn:process id="([\w-]+)"/.exec(diagram)?.[1] ?? '';
  const calls = resources.flatMap(({ content }) => [
    ...content.matchAll(new RegExp(`<bpmn:callActivity [^>]*calledElement="${process}"[\\s\\S]*?</bpmn:callActivity>`, 'g')),
  ]);
  const narrow = calls.map(([call]) => call).filter((call) => /<tk:input /.test(call) && !/propagateAll(?:In)?="true"/.test(call));
  if (narrow.length === 0) return undefined;
  const given = narrow.flatMap((call) => Array.from(call.matchAll(/<tk:input [^>]*target="(\w+)"/g), ([, name = '']) => name));
  const outputs = Array.from(diagram.matchAll(/<tk:output [^>]*target="(\w+)"/g), ([, name = '']) => name);
  const used = new Set(Array.from(diagram.matchAll(/tk:form="([\w.-]+)"/g), ([, id = '']) => id));
  const forms = resources
    .filter(({ name }) => manifest.forms.includes(name))
    .map(({ content }) => JSON.parse(content) as Component & { readonly id: string })
    .filter(({ id }) => used.has(id));
  const entered = forms.flatMap(({ components = [] }) => keysOf(components, [])).map((path) => path.split('.')[0] ?? '');
  return new Set([...given, ...outputs, ...entered]);
}
