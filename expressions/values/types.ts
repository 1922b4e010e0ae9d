/** FEEL types (DMN 1.5 §10.3.2.10) and what conforms to them: for `instance of`, typed parameters and DMN item definitions. */
import type { Fuel } from '../contract.ts';
import { contextEntry } from './context-entry.ts';
import { normalizeName } from '../parse.ts';
import { isContext, isKind, isList, kindOf } from './value.ts';
import type { FeelContext, FeelFunction, FeelType, FeelValue, Kind } from './value.ts';

/** The type that a name means beyond FEEL's own (a DMN item definition), or undefined. */
export type TypeResolver = (name: string) => FeelType | undefined;

export const ANY: FeelType = { type: 'any' };

const SIMPLE: Readonly<Record<string, Kind>> = {
  null: 'null',
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'dateTime',
  dateTime: 'dateTime',
  'days and time duration': 'daysTimeDuration',
  dayTimeDuration: 'daysTimeDuration',
  'years and months duration': 'yearsMonthsDuration',
  yearMonthDuration: 'yearsMonthsDuration',
  context: 'context',
  list: 'list',
  function: 'function',
};

/** FEEL's own type of this name (`number`, `date and time`, `Any`, …), or undefined. */
export function builtInType(name: string): FeelType | undefined {
  if (name === 'Any' || name === 'any') return ANY;
  const kind = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  return kind && { type: 'simple', kind };
}

/** What may be bound to a variable of the type: null always, and allowed values are enforced. Each value visited costs fuel. */
export function conformsTo(value: FeelValue, type: FeelType, fuel: Fuel = FREE): boolean {
  if (value === null) return true;
  if (type.type === 'restricted') return conformsTo(value, type.base, fuel) && type.allows(value);
  return matchesType(value, type, fuel, conformsTo);
}

/** `instance of`: null is an instance only of `null`; allowed values do not make a type (DMN 1.5 table 49). */
export function instanceOf(value: FeelValue, type: FeelType, fuel: Fuel): boolean {
  if (value === null) return type.type === 'simple' && type.kind === 'null';
  if (type.type === 'restricted') return instanceOf(value, type.base, fuel);
  return matchesType(value, type, fuel, (inner, innerType) => inner === null || instanceOf(inner, innerType, fuel));
}

/** Where the caller has bounded the value already. */
const FREE: Fuel = { spend: () => undefined };

type Matches = (value: FeelValue, type: FeelType, fuel: Fuel) => boolean;

function matchesType(value: FeelValue, type: Exclude<FeelType, { type: 'restricted' }>, fuel: Fuel, matches: Matches): boolean {
  fuel.spend(1);
  switch (type.type) {
    case 'any':
      return true;
    case 'simple':
      return kindOf(value) === type.kind;
    case 'list':
      return isList(value) && value.every((element) => matches(element, type.element, fuel));
    case 'range':
      return isKind(value, 'range') && matches(value.low, type.element, fuel) && matches(value.high, type.element, fuel);
    case 'context':
      return isContext(value) && [...type.entries].every(([name, entry]) => matchesEntry(value, name, (own) => matches(own, entry, fuel)));
    case 'function':
      return isKind(value, 'function') && functionConforms(value, type.parameters, type.result);
  }
}

function matchesEntry(context: FeelContext, name: string, matches: (value: FeelValue) => boolean): boolean {
  const entry = contextEntry(context, name, normalizeName(name));
  return entry !== undefined && matches(entry);
}

/** Parameter types are contravariant, the result covariant; an untyped function conforms by its number of parameters. */
function functionConforms(value: FeelFunction, parameters: readonly FeelType[], result: FeelType): boolean {
  if (value.parameters.length !== parameters.length) return false;
  const signature = value.signature;
  if (!signature) return true;
  if (signature.result && !typeConforms(signature.result, result)) return false;
  return parameters.every((wanted, at) => typeConforms(wanted, signature.parameters[at] ?? ANY));
}

/** Whether every value of `narrow` is one of `wide`. */
export function typeConforms(narrow: FeelType, wide: FeelType): boolean {
  if (wide.type === 'any') return true;
  if (narrow.type === 'simple') return (wide.type === 'simple' && narrow.kind === wide.kind) || narrow.kind === 'null';
  if (narrow.type === 'restricted') return narrow === wide || typeConforms(narrow.base, wide);
  if (wide.type === 'simple') return narrow.type === wide.kind;
  if (narrow.type === 'list' || narrow.type === 'range') return wide.type === narrow.type && typeConforms(narrow.element, wide.element);
  if (narrow.type === 'context') return wide.type === 'context' && entriesConform(narrow.entries, wide.entries);
  if (narrow.type !== 'function' || wide.type !== 'function' || narrow.parameters.length !== wide.parameters.length) return false;
  return typeConforms(narrow.result, wide.result) && wide.parameters.every((type, at) => typeConforms(type, narrow.parameters[at] ?? ANY));
}

function entriesConform(narrow: ReadonlyMap<string, FeelType>, wide: ReadonlyMap<string, FeelType>): boolean {
  return [...wide].every(([name, type]) => {
    const own = narrow.get(name);
    return own !== undefined && typeConforms(own, type);
  });
}
