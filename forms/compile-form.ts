/**
 * From a form-js schema (JSON) to a form that can check data. Everything that can be wrong with a schema is found here, at
 * deployment, with the place of each fault; a form that compiles never fails for a reason of its own when a person fills it in.
 */
import type { Problem } from '../errors.ts';
import type { Expression, ExpressionLanguage } from '../expressions/contract.ts';
import { attributesOf, type Attributes } from './attributes.ts';
import { compileField } from './compile-field.ts';
import { catalogueKeys } from './catalogue-keys.ts';
import { CONTAINERS, FIELD_TYPES, PRESENTATION } from './component-types.ts';
import { isJsonObject, type Entry, type Form, type JsonObject, type ListShape, type ObjectShape } from './form.ts';
import { problem } from './problem.ts';

export type CompiledForm = { readonly ok: true; readonly form: Form } | { readonly ok: false; readonly problems: readonly Problem[] };

/** of form-js 1.23.0; a later one may say what nobody here understands */
const LATEST_SCHEMA_VERSION = 19;
const MOST_COMPONENTS = 1_000;
const MOST_DEPTH = 12;
const MOST_ROWS = 200;
/** as form-js has it; what JavaScript gives a meaning of its own is no key */
const PATH = /^\w+(\.\w+)*$/;
const isHostName = (key: string): boolean => key in Object.prototype;

/** Where components are put while the schema is walked. */
interface Place {
  readonly entries: Map<string, Entry>;
  readonly prefix: readonly string[];
  readonly hides: readonly Expression[];
  /** inside a list whose rows can be added or removed */
  readonly inOpenList: boolean;
  readonly depth: number;
}

export function compileForm(schema: unknown, language: ExpressionLanguage): CompiledForm {
  const problems: Problem[] = [];
  let components = 0;
  const entries = new Map<string, Entry>();

  const walk = (list: unknown, pointer: string, place: Place): void => {
    if (!Array.isArray(list)) return void problems.push(problem('formSchema.object', pointer));
    if (place.depth > MOST_DEPTH) return void problems.push(problem('formSchema.tooDeep', pointer, { limit: MOST_DEPTH }));
    components += list.length;
    if (components > MOST_COMPONENTS) return void problems.push(problem('formSchema.tooMany', pointer, { limit: MOST_COMPONENTS }));
    list.forEach((component, i) => visit(component, `${pointer}/${i}`, place));
  };

  const visit = (component: unknown, pointer: string, place: Place): void => {
    if (!isJsonObject(component)) return void problems.push(problem('formSchema.object', pointer));
    const attributes = attributesOf(component, pointer, language, problems);
    const type = attributes.text('type');
    if (PRESENTATION.has(type)) return;
    const hides = [...place.hides, ...attributes.hide()];
    if (type === 'dynamiclist') return visitList(component['components'], attributes, { ...place, hides });
    if (CONTAINERS.has(type)) {
      const prefix = [...place.prefix, ...pathOf(attributes, 'path', true)];
      return walk(component['components'] ?? [], `${pointer}/components`, { ...place, prefix, hides, depth: place.depth + 1 });
    }
    const kind = FIELD_TYPES.get(type);
    if (!kind) return void problems.push(problem('formSchema.type', pointer, { type }));
    const field = compileField(kind, type, attributes, hides);
    if (place.inOpenList && field.locked !== false && field.kind !== 'computed') attributes.fault('formSchema.lockedInList');
    put(place, pathOf(attributes, 'key', false), field, attributes);
  };

  const visitList = (rows: unknown, attributes: Attributes, place: Place): void => {
    const row = new Map<string, Entry>();
    const fixed = attributes.flag('allowAddRemove', true) === false;
    const { pointer } = attributes;
    const labelEn = attributes.property('labelEn');
    if (place.inOpenList && fixed) attributes.fault('formSchema.lockedInList');
    walk(rows ?? [], `${pointer}/components`, { entries: row, prefix: [], hides: [], inOpenList: !fixed, depth: place.depth + 1 });
    const shape: ListShape = {
      entry: 'list',
      label: attributes.text('label') || attributes.text('path'),
      ...(labelEn !== undefined && { labelEn }),
      hides: place.hides,
      row: { entry: 'object', entries: row },
      minItems: attributes.propertyNumber('minItems') ?? 0,
      maxItems: attributes.propertyNumber('maxItems') ?? MOST_ROWS,
      fixed,
    };
    put(place, pathOf(attributes, 'path', false), shape, attributes);
  };

  if (!isJsonObject(schema)) return { ok: false, problems: [problem('formSchema.object', '')] };
  problems.push(...checkRoot(schema));
  walk(schema['components'], '/components', { entries, prefix: [], hides: [], inOpenList: false, depth: 0 });
  if (problems.length > 0) return { ok: false, problems };
  const shape: ObjectShape = { entry: 'object', entries };
  return { ok: true, form: { id: typeof schema['id'] === 'string' ? schema['id'] : '', shape, catalogues: catalogueKeys(shape) } };
}

function checkRoot(schema: JsonObject): readonly Problem[] {
  const { type, schemaVersion = LATEST_SCHEMA_VERSION } = schema;
  const known = typeof schemaVersion === 'number' && Number.isInteger(schemaVersion) && schemaVersion <= LATEST_SCHEMA_VERSION;
  return [
    ...(type === undefined || type === 'default'
      ? []
      : [problem('formSchema.type', '/type', { type: typeof type === 'string' ? type : typeof type })]),
    ...(known ? [] : [problem('formSchema.version', '/schemaVersion', { limit: LATEST_SCHEMA_VERSION })]),
  ];
}

function pathOf(attributes: Attributes, name: 'key' | 'path', mayBeEmpty: boolean): readonly string[] {
  const text = attributes.text(name);
  if (mayBeEmpty && text === '') return [];
  const parts = text.split('.');
  if (!PATH.test(text) || parts.some(isHostName)) attributes.fault('formSchema.key', { key: text });
  return parts;
}

/** Objects on the way to a dotted path come into being; two components never share a place. */
function put({ entries, prefix }: Place, path: readonly string[], entry: Entry, attributes: Attributes): void {
  const whole = [...prefix, ...path];
  const last = whole.at(-1) ?? '';
  let level = entries;
  for (const part of whole.slice(0, -1)) {
    const next: Entry = level.get(part) ?? ({ entry: 'object', entries: new Map() } satisfies ObjectShape);
    if (next.entry !== 'object') return attributes.fault('formSchema.duplicateKey', { key: whole.join('.') });
    level.set(part, next);
    level = next.entries as Map<string, Entry>;
  }
  if (level.has(last)) return attributes.fault('formSchema.duplicateKey', { key: whole.join('.') });
  level.set(last, entry);
}
