/** Values of the shapes that routes declare, so that attacks on any route, also one of tomorrow, get past its check of shapes. */
import type { TSchema } from 'typebox';

export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly default?: unknown;
}
export type Named = (name: string, schema: Schema) => unknown;

export const schemaOf = (schema: TSchema | undefined): Schema => (schema ?? {}) as Schema;

/** `named` gives the value of a property where it knows one; `all` fills optional properties too. */
export function sampleOf(
  schema: Schema,
  { named = () => undefined, all = false }: { named?: Named; all?: boolean } = {},
  name = '',
): unknown {
  const known = named(name, schema);
  if (known !== undefined) return known;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.allOf ?? [];
  if (first) return sampleOf(first, { named, all }, name);
  if (schema.properties) {
    const wanted = Object.entries(schema.properties).filter(([key]) => all || schema.required?.includes(key));
    return Object.fromEntries(wanted.map(([key, inner]) => [key, sampleOf(inner, { named, all }, key)]));
  }
  if (schema.type === 'array')
    return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () => sampleOf(schema.items ?? {}, { named, all }, name));
  if (schema.type === 'object') return {};
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === 'boolean') return true;
  return textOf(schema);
}

const TEXTS: Readonly<Record<string, string>> = {
  uuid: '019aaaaa-0000-7000-8000-000000000000',
  date: '2026-11-30',
  'date-time': '2030-01-01T00:00:00Z',
};

/** The first of some texts that fits the pattern. */
function textOf({ format, pattern, minLength = 1 }: Schema): string {
  if (format !== undefined) return TEXTS[format] ?? 'x';
  const texts = ['x'.repeat(Math.max(minLength, 1)), '1', '2026-01-01', '012345678901', 'a'.repeat(64), '1.1', 'a.b'];
  return texts.find((text) => pattern === undefined || new RegExp(pattern, 'u').test(text)) ?? 'x';
}

/** Every object in the schema that names its properties and takes no others, as the way to it from the top. */
export function closedObjects(schema: Schema, way: readonly string[] = []): readonly (readonly string[])[] {
  const here = schema.properties && schema.additionalProperties === false ? [way] : [];
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, property]) => closedObjects(property, [...way, key]));
  const items = schema.items ? closedObjects(schema.items, [...way, '0']) : [];
  return [...here, ...inner, ...items];
}

/** A copy of `value` in which what lies at the end of the way is `change`d; undefined where the way leads nowhere. */
export function changedAt(value: unknown, way: readonly string[], change: (inner: unknown) => unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return change(value);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  const inner = changedAt((value as Record<string, unknown>)[step], rest, change);
  if (inner === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === step ? inner : (item as unknown)));
  return { ...value, [step]: inner };
}

/** The way to every text in a value. */
export function textsIn(value: unknown, way: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === 'string') return [way];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...way, key]));
}
