import type { TSchema } from 'typebox';
import { Rejection } from '../errors.ts';

/** The query as an object: text, and lists only where the schema has them. A name that comes twice is refused, never silently dropped. */
export function readQuery(querystring: string, schema: TSchema | undefined): Record<string, string | readonly string[]> {
  const properties = (schema as { properties?: Record<string, { type?: string }> } | undefined)?.properties ?? {};
  const query: Record<string, string | readonly string[]> = Object.create(null) as Record<string, string>;
  const given = new URLSearchParams(querystring);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    const isKnown = Object.hasOwn(properties, name);
    if (!isKnown) throw refused('unknownParameter', name, 'is not a parameter of this address');
    if (properties[name]?.type === 'array') query[name] = values;
    else if (values.length > 1) throw refused('repeatedParameter', name, 'is given more than once');
    else query[name] = values[0] ?? '';
  }
  return query;
}

function refused(code: string, name: string, what: string): Rejection {
  const shown = name.slice(0, 100);
  const message = `Expected known parameters, each once, but '${shown}' ${what}.`;
  return new Rejection('validation', 'invalidInput', message, {
    problems: [{ code, path: `/query/${shown}`, message, details: { name: shown } }],
  });
}
