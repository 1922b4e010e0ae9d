import type { Reader, JsonObject } from '../law/shape.ts';
import { isPlaceholder, PLACEHOLDERS } from './placeholders.ts';
import type { Conditions } from './rule.ts';
import type { FieldType, SubjectDefinition } from './subjects.ts';

const COMPARISONS = ['$lt', '$lte', '$gt', '$gte'];
const OPERATORS: Readonly<Record<FieldType, readonly string[]>> = {
  text: ['$eq', '$ne', '$in', '$nin'],
  number: ['$eq', '$ne', '$in', '$nin', ...COMPARISONS],
  path: ['$eq', '$ne', '$under'],
  textList: ['$overlaps', '$empty'],
  pathList: ['$under', '$empty'],
};
const MAX_DEPTH = 8;

/** Refuses, with its place, every field, operator and value that has not the same meaning in memory and in SQL. */
export function checkConditions(read: Reader, subject: SubjectDefinition, value: unknown, path: string, depth = 0): Conditions {
  const conditions = read.object(value, path);
  if (depth > MAX_DEPTH) read.fault(path, 'policies.depth', `Conditions are nested more than ${MAX_DEPTH} deep.`);
  else for (const [key, inner] of Object.entries(conditions)) checkEntry(read, subject, key, inner, `${path}/${key}`, depth);
  return conditions as Conditions;
}

function checkEntry(read: Reader, subject: SubjectDefinition, key: string, value: unknown, path: string, depth: number): void {
  if (['$and', '$or', '$nor'].includes(key)) {
    if (!Array.isArray(value) || value.length === 0)
      return read.fault(path, 'policies.list', `Expected '${key}' to be a list of conditions.`);
    return value.forEach((inner, i) => checkConditions(read, subject, inner, `${path}/${i}`, depth + 1));
  }
  const type = Object.hasOwn(subject.fields, key) ? subject.fields[key] : undefined;
  if (!type) return read.fault(path, 'policies.field', `There is no field '${key}' here, only ${Object.keys(subject.fields).join(', ')}.`);
  if (typeof value !== 'object' || value === null) return checkOperand(read, type, '$eq', value, path);
  for (const [operator, operand] of Object.entries(value as JsonObject)) checkOperand(read, type, operator, operand, `${path}/${operator}`);
}

function checkOperand(read: Reader, type: FieldType, operator: string, operand: unknown, path: string): void {
  if (!OPERATORS[type].includes(operator)) {
    return read.fault(path, 'policies.operator', `A field of type ${type} knows ${OPERATORS[type].join(', ')}, but not '${operator}'.`);
  }
  if (!fits(type, operator, operand))
    read.fault(path, 'policies.value', `The value of '${operator}' does not fit a field of type ${type}.`);
}

function fits(type: FieldType, operator: string, operand: unknown): boolean {
  if (operator === '$empty') return typeof operand === 'boolean';
  if (COMPARISONS.includes(operator)) return typeof operand === 'number' && Number.isFinite(operand);
  if (operator === '$eq' || operator === '$ne') return operand === null || isOne(type, operand);
  if (isPlaceholder(operand) && PLACEHOLDERS[operand] === 'list') return type !== 'number';
  if (operator === '$under' || operator === '$overlaps') return listOf(operand).every((item) => isOne(type, item) || isPlaceholder(item));
  return Array.isArray(operand) && operand.every((item) => isOne(type, item) || (type !== 'number' && isPlaceholder(item)));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function isOne(type: FieldType, value: unknown): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === 'string' && (isPlaceholder(value) ? PLACEHOLDERS[value] === 'one' : !value.startsWith('${'));
}
