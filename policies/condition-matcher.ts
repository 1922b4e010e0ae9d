/**
 * How conditions are matched in memory. Every operator is defined here to the letter, because allowed-sql.ts says the same in
 * SQL: a list of what somebody may see and the check of a single thing must never disagree.
 */
import { buildMongoQueryMatcher, type ConditionsMatcher } from '@casl/ability';
import { $and, $nor, $or, and, nor, or, type FieldCondition, type FieldInstruction } from '@ucast/mongo2js';

type Row = Readonly<Record<string, unknown>>;
type Test = (value: unknown, operand: unknown) => boolean;

export const isUnder = (unit: unknown, roots: readonly string[]): boolean =>
  typeof unit === 'string' && roots.some((root) => unit === root || unit.startsWith(`${root}.`));
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);
const roots = (operand: unknown): readonly string[] => (typeof operand === 'string' ? [operand] : list(operand));
/** A missing value is not smaller than anything, as in SQL and unlike in JavaScript. */
const compared =
  (holds: (a: number, b: number) => boolean): Test =>
  (value, operand) =>
    typeof value === 'number' && typeof operand === 'number' && holds(value, operand);

const TESTS: Readonly<Record<string, Test>> = {
  eq: (value, operand) => value === operand,
  ne: (value, operand) => value !== operand,
  in: (value, operand) => list(operand).some((item) => item === value),
  nin: (value, operand) => !list(operand).some((item) => item === value),
  lt: compared((a, b) => a < b),
  lte: compared((a, b) => a <= b),
  gt: compared((a, b) => a > b),
  gte: compared((a, b) => a >= b),
  under: (value, operand) => (Array.isArray(value) ? value.some((unit) => isUnder(unit, roots(operand))) : isUnder(value, roots(operand))),
  overlaps: (value, operand) => list(value).some((item) => roots(operand).includes(item)),
  empty: (value, operand) => (list(value).length === 0) === operand,
};

const instruction: FieldInstruction = { type: 'field' };
const instructions = {
  ...Object.fromEntries(Object.keys(TESTS).map((name) => [`$${name}`, instruction])),
  // casl reads `$or` as the name of a field unless it is told
  $and,
  $or,
  $nor,
};
const interpreters = {
  ...Object.fromEntries(
    Object.entries(TESTS).map(([name, test]) => [
      name,
      (condition: FieldCondition, row: Row) => test(row[condition.field] ?? null, condition.value),
    ]),
  ),
  and,
  or,
  nor,
};

export const conditionMatcher = buildMongoQueryMatcher(
  instructions as never,
  interpreters as never,
) as unknown as ConditionsMatcher<unknown>;
