/** The lists of the store, as they are: each set of policy columns with its subject, and tables of the same shape to fill at will. */
import type { Pool } from 'pg';
import { SUBJECT_NAMES, subjectDefinition, type SubjectName } from '../../policies/subjects.ts';
import * as policyColumns from '../../store/queries/policy-columns.ts';
import type { Row } from './random-rules.ts';

export interface ListedSubject {
  /** of the export */
  readonly name: string;
  readonly subject: SubjectName;
  readonly columns: Readonly<Record<string, string>>;
  /** the tables that the columns are of, joined */
  readonly from: (schema: string) => string;
}

/** Where several subjects have the same fields. */
const NAMED: Readonly<Record<string, SubjectName>> = { SIGNING_IMAGE_COLUMNS: 'SigningImage' };

/** Every export of policy-columns.ts: a new list joins by itself. */
export const LISTS: readonly ListedSubject[] = Object.entries(policyColumns).map(([name, columns]) => ({
  name,
  subject: subjectOf(name, columns),
  columns,
  from: (schema) =>
    tablesOf(columns)
      .map((table, i) => `"${schema}".${table}${i === 0 ? '' : ' using (n)'}`)
      .join(' join '),
}));

function subjectOf(name: string, columns: Readonly<Record<string, string>>): SubjectName {
  const fields = Object.keys(columns).toSorted().join();
  const named = NAMED[name];
  if (named !== undefined && Object.keys(subjectDefinition(named).fields).toSorted().join() === fields) return named;
  const fitting = SUBJECT_NAMES.filter((subject) => Object.keys(subjectDefinition(subject).fields).toSorted().join() === fields);
  const [only, ...others] = fitting;
  if (only === undefined || others.length > 0)
    throw new Error(`Expected ${name} to have the columns of one subject, but it has ${fields}.`);
  return only;
}

/** What the lists call otherwise. */
const ALIASES: Readonly<Record<string, string>> = { task: 'user_task', holder: 'person', absent: 'person', image_place: 'signing_image' };

/** `table.column` of an expression such as `array[delivery.recipient]`; undefined for one that has no column. */
const placeOf = (expression: string): readonly [table: string, column: string] | undefined => {
  // a list that is gathered from another table, where nothing lies here
  if (expression.startsWith('array(')) return undefined;
  const [, table, column] = /([a-z_]+)\.([a-z_]+)/.exec(expression) ?? [];
  return table === undefined || column === undefined ? undefined : [table, column];
};

const tablesOf = (columns: Readonly<Record<string, string>>): readonly string[] => [
  ...new Set(Object.values(columns).flatMap((expression) => placeOf(expression)?.[0] ?? [])),
];

/** Fills tables with the columns and types of the real ones and nothing that would refuse a row. Gives the things as they lie there. */
export async function likeTables(pool: Pool, { name, columns }: ListedSubject, rows: readonly Row[]): Promise<readonly Row[]> {
  await pool.query(`create schema "${name}"`);
  const stored = rows.map((row) =>
    Object.fromEntries(Object.entries(columns).map(([field, expression]) => [field, storable(expression, row[field])])),
  );
  for (const table of tablesOf(columns)) {
    const fields = Object.entries(columns).filter(([, expression]) => placeOf(expression)?.[0] === table);
    const names = fields.map(([, expression]) => placeOf(expression)?.[1] ?? '');
    await pool.query(`create table "${name}".${table} as select 0 as n, ${names.join(', ')} from ${ALIASES[table] ?? table} with no data`);
    const values = names.map((_, i) => `$${i + 2}`).join(', ');
    for (const [n, row] of stored.entries())
      await pool.query(`insert into "${name}".${table} (n, ${names.join(', ')}) values ($1, ${values})`, [
        n,
        ...fields.map(([field, expression]) => (expression.startsWith('array[') ? (row[field] as readonly unknown[])[0] : row[field])),
      ]);
  }
  return stored;
}

/** A column of one recipient holds a list of one; one with a usual value is never empty; what has no column is never there. */
function storable(expression: string, value: unknown): unknown {
  const [, usual] = /^coalesce\(.*, '(\w+)'\)$/.exec(expression) ?? [];
  if (usual !== undefined) return value ?? usual;
  if (placeOf(expression) === undefined) return null;
  if (!expression.startsWith('array[')) return value;
  return [Array.isArray(value) ? (value[0] ?? 'nobody') : 'nobody'];
}
