import type { TSchema } from 'typebox';

const names = new Map<object, string>();

/** Gives a schema its name in the OpenAPI document: there it is written once and referred to. */
export function component<S extends TSchema>(name: string, schema: S): S {
  names.set(schema, name);
  return schema;
}

export const componentName = (schema: object): string | undefined => names.get(schema);
