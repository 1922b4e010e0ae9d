import type { Problem } from '../errors.ts';
import type { Scope } from '../expressions/contract.ts';
import type { Json } from '../expressions/json.ts';
import { checkCodes } from './check-codes.ts';
import type { Check } from './check.ts';
import { isJsonObject, isStructure, type Options } from './form.ts';

export function checkChoice(check: Check, scope: Scope): Problem | undefined {
  const { field, value, ask, wrong } = check;
  const chosen: readonly Json[] = Array.isArray(value) ? value : [value];
  const keys = chosen.map(keyOf);
  if (new Set(keys).size < keys.length) return wrong('form.duplicateOption');
  if (field.options?.from === 'catalogue') return checkCodes(check, field.options, chosen);
  const allowed = new Set(valuesOf(field.options, scope, ask).map(keyOf));
  return keys.every((key) => allowed.has(key)) ? undefined : wrong('form.option');
}

function valuesOf(options: Options | undefined, scope: Scope, ask: Check['ask']): readonly Json[] {
  if (!options) return [];
  if (options.from === 'catalogue') return [];
  if (options.from === 'schema') return options.values;
  const list = options.from === 'expression' ? ask(options.expression) : variableAt(scope, options.name);
  return Array.isArray(list) ? list.map((item: Json) => (isStructure(item) && item['value'] !== undefined ? item['value'] : item)) : [];
}

function variableAt(scope: Scope, path: string): Json | undefined {
  const [first = '', ...rest] = path.split('.');
  return rest.reduce<Json | undefined>(
    (value, key) => (isStructure(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    scope.variable(first),
  );
}

/** The same text for the same value, whatever the order of its keys. */
function keyOf(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) =>
    isJsonObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
