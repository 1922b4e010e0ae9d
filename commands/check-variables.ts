/**
 * Variables from outside: plain JSON with names that an expression can say and that nothing of ours uses. Typed values are tagged
 * objects of the kinds that expressions know; any other `$` is ours.
 */
import { type Problem, Rejection } from '../errors.ts';
import type { Variables } from '../engine/command.ts';
import { OWN_VARIABLES } from '../engine/model/own-variables.ts';
import { decode } from '../expressions/codec/decode.ts';
import type { Json } from '../expressions/json.ts';
import { inputProblem, inputText } from './invalid-input.ts';

const DEEPEST = 32;
const MOST_FAULTS = 20;
const LONGEST_NAME = 200;
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
/** NUL, which PostgreSQL's text cannot hold, and lone surrogates, which JSON text cannot */
const unstorable = (text: string): boolean => text.includes('\u0000') || !text.isWellFormed();

/** Throws Rejection validation `variablesInvalid` with a JSON pointer per fault. */
export function checkVariables(variables: Variables): void {
  const problems: Problem[] = [];
  for (const name of OWN_VARIABLES)
    if (Object.hasOwn(variables, name)) fault(problems, `/${name}`, 'name', `Expected '${name}' to be left to the case itself.`);
  check(variables, '', 0, problems);
  if (problems.length === 0) return;
  throw new Rejection('validation', 'variablesInvalid', `Expected variables that can be stored: ${problems[0]?.message}`, { problems });
}

/** What another case, or a job, hands on of its own case's facts is not the receiver's. */
export function withoutOwnNames(variables: Variables): Variables {
  return OWN_VARIABLES.some((name) => Object.hasOwn(variables, name))
    ? Object.fromEntries(Object.entries(variables).filter(([name]) => !OWN_VARIABLES.includes(name)))
    : variables;
}

function check(value: Json, path: string, depth: number, problems: Problem[]): void {
  if (problems.length >= MOST_FAULTS) return;
  if (depth > DEEPEST) return fault(problems, path, 'tooDeep', `Expected values to be nested at most ${DEEPEST} deep.`);
  if (typeof value === 'string' && unstorable(value))
    return fault(problems, path, 'text', 'Expected text without NUL and without half characters.');
  if (typeof value === 'number' && !Number.isFinite(value)) return fault(problems, path, 'number', 'Expected a finite number.');
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) return value.forEach((item: Json, i) => check(item, `${path}/${i}`, depth + 1, problems));
  if ('$type' in value && depth > 0) return checkTyped(value, path, problems);
  for (const [name, inner] of Object.entries(value)) {
    if (name === '' || name.length > LONGEST_NAME || name.startsWith('$') || FORBIDDEN_NAMES.has(name) || unstorable(name))
      fault(
        problems,
        `${path}/${name.slice(0, LONGEST_NAME)}`,
        'name',
        `Expected a name without a leading '$', of 1 to ${LONGEST_NAME} characters.`,
      );
    else check(inner, `${path}/${name}`, depth + 1, problems);
  }
}

function checkTyped(value: Json, path: string, problems: Problem[]): void {
  if (decode(value) === null) fault(problems, path, 'typed', 'Expected a typed value as expressions write it.');
}

type Fault = 'tooDeep' | 'text' | 'number' | 'name' | 'typed';

function fault(problems: Problem[], path: string, code: Fault, message: string): void {
  if (problems.length < MOST_FAULTS) problems.push(inputProblem(`variables.${code}`, path, message, inputText(`variables.${code}`)));
}
