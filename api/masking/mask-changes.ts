/** What a step changed in the data of a case, as the reader may see it: values at masked places, and texts that quote them. */
import type { CaseChange, FieldChange } from '../../commands/cases/list-case-changes.ts';
import type { Json } from '../../expressions/json.ts';
import type { Look } from './look.ts';

export function maskChange(look: Look, { changes, ...rest }: CaseChange): CaseChange {
  return { ...look.redact(rest), changes: changes.map((change) => maskField(look, change)) };
}

function maskField(look: Look, { path, before, after, ...rest }: FieldChange): FieldChange {
  const seen = (value: Json): Json => valueAt(look.redact(look.mask(around(path, value), new Set())), path);
  return { ...rest, path, ...(before !== undefined && { before: seen(before) }), ...(after !== undefined && { after: seen(after) }) };
}

type Fields = Readonly<Record<string, Json>>;

/** The value where it stands in the variables. */
function around([name = '', ...inner]: readonly string[], value: Json): Fields {
  return { [name]: inner.length === 0 ? value : around(inner, value) };
}

/** What is masked as a whole is masked here too. */
function valueAt(fields: Json, [name, ...inner]: readonly string[]): Json {
  if (name === undefined || typeof fields !== 'object' || fields === null || Array.isArray(fields)) return fields;
  return valueAt((fields as Fields)[name] ?? null, inner);
}
