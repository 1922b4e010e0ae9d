/** A field of a form in a list of cases: what is fixed of it stands in the statement, the rest are columns of each case. */
import { CASE_COLUMNS } from './policy-columns.ts';

type Columns = Readonly<Record<string, string>>;
export type FixedOfField = Readonly<
  Record<'procedure' | 'node' | 'form' | 'field' | 'within' | 'confidentiality' | 'access', string | readonly string[] | null>
>;

export function formFieldColumns(fixed: FixedOfField): Columns {
  const { unitPath = '', confidentiality: caseConfidentiality = '' } = CASE_COLUMNS;
  return {
    unitPath,
    caseConfidentiality,
    ...Object.fromEntries(Object.entries(fixed).map(([field, value]) => [field, literal(value, field === 'within')])),
  };
}

/** A question mark would be taken for a binding. */
function literal(value: string | readonly string[] | null, isList = false): string {
  if (value === null) return isList ? 'null::text[]' : 'null::text';
  if (typeof value !== 'string') return `array[${value.map((one) => literal(one)).join(', ')}]::text[]`;
  return `('${value.replaceAll("'", "''").replaceAll('?', "' || chr(63) || '")}'::text)`;
}
