/** Item definitions (DMN 1.5, 7.3.3) to types. A cycle that no structure or list breaks has no values, and is refused. */
import type { Definitions, ItemDefinition } from '../ast.ts';
import { compileTests, type FeelScope } from '../feel.ts';
import type { Report } from '../problem.ts';
import type { Kind } from '../../../expressions/values/value.ts';
import { ANY, type ItemType, type TypeLookup } from './item-type.ts';

const SIMPLE: Readonly<Record<string, Kind>> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'dateTime',
  dateTime: 'dateTime',
  'days and time duration': 'daysTimeDuration',
  dayTimeDuration: 'daysTimeDuration',
  'years and months duration': 'yearsMonthsDuration',
  yearMonthDuration: 'yearsMonthsDuration',
  context: 'context',
  range: 'range',
  function: 'function',
};

const BUILT_IN: ReadonlyMap<string, ItemType> = new Map<string, ItemType>([
  ['Any', ANY],
  ['any', ANY],
  ['list', { kind: 'list', of: ANY }],
  ...Object.entries(SIMPLE).map(([name, of]): [string, ItemType] => [name, { kind: 'simple', of }]),
]);

/** Types of the Camunda 7 modeler that FEEL has under another name; an item definition of the same name comes first. */
const CAMUNDA: ReadonlyMap<string, ItemType> = new Map(
  ['integer', 'long', 'double'].map((name) => [name, { kind: 'simple', of: 'number' }]),
);

export interface TypesOf {
  readonly lookup: TypeLookup;
  /** the model's own types by name, for models that import this one */
  readonly own: ReadonlyMap<string, ItemType>;
}

/** `imported`: the types of imported models, by import name and by namespace. */
export function resolveTypes(
  definitions: Definitions,
  imported: ReadonlyMap<string, ReadonlyMap<string, ItemType>>,
  report: Report,
): TypesOf {
  const own = new Map<string, ItemType>();
  const lookup: TypeLookup = (typeRef) => local(own, typeRef) ?? qualified(definitions, own, imported, typeRef);
  const scope: FeelScope = { names: {}, types: lookup, report };
  const endless = endlessNames(definitions);
  for (const item of definitions.itemDefinitions) {
    if (endless.has(item.name)) reportEndless(item, report);
    own.set(item.name, endless.has(item.name) ? ANY : lazy(item, scope));
  }
  const seen = new Set<ItemType>();
  for (const type of own.values()) resolveNow(type, seen);
  return { lookup, own };
}

function local(own: ReadonlyMap<string, ItemType>, typeRef: string): ItemType | undefined {
  return own.get(typeRef) ?? BUILT_IN.get(typeRef) ?? CAMUNDA.get(typeRef);
}

/** `feel:string` and `ns:tPerson` of DMN 1.1, `import.tPerson` since 1.2, and names of unnamed imports. */
function qualified(
  definitions: Definitions,
  own: ReadonlyMap<string, ItemType>,
  imported: ReadonlyMap<string, ReadonlyMap<string, ItemType>>,
  typeRef: string,
): ItemType | undefined {
  const unnamed = imported.get('')?.get(typeRef);
  if (unnamed) return unnamed;
  const colon = typeRef.indexOf(':');
  if (colon > 0) {
    const uri = definitions.prefixes.get(typeRef.slice(0, colon));
    const name = typeRef.slice(colon + 1);
    if (uri === undefined || uri === definitions.namespace) return local(own, name);
    return uri.includes('FEEL') ? BUILT_IN.get(name) : imported.get(uri)?.get(name);
  }
  for (const [name, types] of imported) {
    if (name !== '' && typeRef.startsWith(`${name}.`)) return types.get(typeRef.slice(name.length + 1));
  }
  return undefined;
}

function lazy(item: ItemDefinition, scope: FeelScope): ItemType {
  let resolved: ItemType | undefined;
  return { kind: 'named', name: item.name, target: () => (resolved ??= typeOfItem(item, scope)) };
}

function typeOfItem(item: ItemDefinition, scope: FeelScope): ItemType {
  const single = constrained(baseOf(item, scope), item.allowedValues, item.id, scope);
  const whole: ItemType = item.isCollection ? { kind: 'list', of: single } : single;
  return constrained(whole, item.typeConstraint, item.id, scope);
}

function baseOf(item: ItemDefinition, scope: FeelScope): ItemType {
  if (item.components.length > 0) {
    return { kind: 'context', fields: new Map(item.components.map((component) => [component.name, lazy(component, scope)])) };
  }
  if (item.function) {
    const parameters = item.function.parameters.map((parameter) => referenced(parameter.typeRef, item.id, scope));
    return { kind: 'function', parameters, result: referenced(item.function.result, item.id, scope) };
  }
  return referenced(item.typeRef, item.id, scope);
}

function constrained(base: ItemType, source: string | undefined, owner: string, scope: FeelScope): ItemType {
  if (source === undefined) return base;
  return { kind: 'constrained', base, source, allows: compileTests(source, owner, scope) };
}

/** The type that an element refers to; Any where it names none, or one that does not exist (which is reported). */
export function referenced(typeRef: string | undefined, owner: string, scope: Pick<FeelScope, 'types' | 'report'>): ItemType {
  if (typeRef === undefined || typeRef === '') return ANY;
  const type = scope.types(typeRef);
  if (type) return type;
  scope.report('dmnType', owner, { type: typeRef });
  return ANY;
}

/** At once, so that a fault in an unused type is reported too, and nothing is compiled during an evaluation. */
function resolveNow(type: ItemType, seen: Set<ItemType>): void {
  if (seen.has(type)) return;
  seen.add(type);
  if (type.kind === 'named') resolveNow(type.target(), seen);
  else if (type.kind === 'constrained') resolveNow(type.base, seen);
  else if (type.kind === 'list') resolveNow(type.of, seen);
  else if (type.kind === 'function') for (const part of [...type.parameters, type.result]) resolveNow(part, seen);
  else if (type.kind === 'context') for (const field of type.fields.values()) resolveNow(field, seen);
}

function reportEndless(item: ItemDefinition, report: Report): void {
  report('dmnTypeCycle', item.id, { name: item.name, type: item.typeRef ?? '' });
}

/** Definitions that reach themselves through plain references, without a structure in between. */
function endlessNames(definitions: Definitions): ReadonlySet<string> {
  const next = new Map(definitions.itemDefinitions.filter((item) => item.components.length === 0).map((item) => [item.name, item.typeRef]));
  const endless = new Set<string>();
  for (const start of next.keys()) {
    const seen = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && next.has(at) && !seen.has(at)) {
      seen.add(at);
      at = next.get(at);
    }
    if (at !== undefined && seen.has(at)) endless.add(start);
  }
  return endless;
}
