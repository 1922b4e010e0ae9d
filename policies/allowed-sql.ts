/**
 * The rules of an ability as one SQL condition: the rows for which it is true are those that `can` allows. A NULL column means
 * what an absent field means in memory, so negation is `is not true`, never `not`.
 */
import { rulesToAST } from '@casl/ability/extra';
import { CompoundCondition, FieldCondition, type Condition } from '@ucast/mongo2js';
import { Invariant } from '../errors.ts';
import type { Ability } from './ability.ts';
import { subjectDefinition, type SubjectName } from './subjects.ts';

export interface SqlCondition {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}

/** By field: an SQL expression of type text, double precision, ltree (path), text[] (textList and pathList). */
export type Columns = Readonly<Record<string, string>>;

/** `n` is 1 for the first binding. PostgreSQL's own `$1` by default; give `() => '?'` to a query builder. */
export type PlaceholderStyle = (n: number) => string;

const COMPARISONS: Readonly<Record<string, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** `false` where nothing is allowed. Throws Invariant when a rule speaks of a field that has no column here. */
export function allowedSql(
  ability: Ability,
  action: string,
  subject: SubjectName,
  columns: Columns,
  placeholder: PlaceholderStyle = (n) => `$${n}`,
): SqlCondition {
  const bindings: unknown[] = [];
  const bind = (value: unknown): string => placeholder(bindings.push(value));
  const write = (condition: Condition): string => {
    if (condition instanceof CompoundCondition) return compound(condition.operator, (condition.value as Condition[]).map(write));
    if (!(condition instanceof FieldCondition))
      throw new Invariant(`Expected a condition with an SQL form, but found '${condition.operator}'.`);
    const column = Object.hasOwn(columns, condition.field) ? columns[condition.field] : undefined;
    if (column === undefined) throw new Invariant(`Expected a column for field '${condition.field}' of ${subject}, but there is none.`);
    const isList = subjectDefinition(subject).fields[condition.field]?.endsWith('List') === true;
    return test(condition.operator, column, condition.value, isList, bind);
  };
  const ast = rulesToAST(ability, action, subject);
  return { sql: ast ? write(ast) : 'false', bindings };
}

function compound(operator: string, parts: readonly string[]): string {
  if (operator === 'and') return parts.length > 0 ? `(${parts.join(' and ')})` : 'true';
  if (operator === 'or') return parts.length > 0 ? `(${parts.join(' or ')})` : 'false';
  if (operator === 'not' || operator === 'nor') return `((${parts.join(' or ')}) is not true)`;
  throw new Invariant(`Expected a condition with an SQL form, but found '${operator}'.`);
}

function test(operator: string, column: string, value: unknown, isList: boolean, bind: (value: unknown) => string): string {
  switch (operator) {
    case 'eq':
      return value === null ? `${column} is null` : `${column} = ${bind(value)}`;
    case 'ne':
      return value === null ? `${column} is not null` : `${column} is distinct from ${bind(value)}`;
    case 'in':
      return `${column} = any(${bind(value)})`;
    case 'nin':
      return `(${column} = any(${bind(value)})) is not true`;
    case 'overlaps':
      return `${column} && ${bind(listOf(value))}`;
    case 'empty':
      return `coalesce(cardinality(${column}), 0) ${value === true ? '=' : '>'} 0`;
    case 'under':
      return under(column, bind(listOf(value)), isList);
    default:
      return `${column} ${sign(operator)} ${bind(value)}`;
  }
}

/** Paths in a list are compared as text: what a diagram names as a unit may be no valid path, and must not break a list of tasks. */
function under(column: string, roots: string, isList: boolean): string {
  // any(…), not `<@ ltree[]`: only this form uses the index
  if (!isList) return `${column} <@ any(${roots}::ltree[])`;
  return `exists (select 1 from unnest(${column}) its_unit, unnest(${roots}::text[]) root_unit where its_unit = root_unit or starts_with(its_unit, root_unit || '.'))`;
}

function sign(operator: string): string {
  const symbol = COMPARISONS[operator];
  if (symbol === undefined) throw new Invariant(`Expected an operator with an SQL form, but found '${operator}'.`);
  return symbol;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
