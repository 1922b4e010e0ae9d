/** FEEL types (DMN 1.5 §10.3.2.10) and what conforms to them: for `instance of`, typed parameters and DMN item definitions. */
import { contextEntry } from './context-entry.ts';
import { normalizeName } from '../parse.ts';
import { isContext, isKind, isList, kindOf } from './value.ts';
import type { FeelFunction, FeelValue, Kind } from './value.ts';

export type FeelType =
  | { readonly type: 'any' }
  | { readonly type: 'simple'; readonly kind: Kind }
  | { readonly type: 'list'; readonly element: FeelType }
  | { readonly type: 'range'; readonly element: FeelType }
  | { readonly type: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly type: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType }
  /** A type with allowed values, from a DMN item definition. */
  | { readonly type: 'restricted'; readonly base: FeelType; allows(value: FeelValue): boolean };

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

/** Null conforms to every type but is an instance only of `Any` and `null`; `instanceOf` says the second. */
export function conformsTo(value: FeelValue, type: FeelType): boolean {
  return value === null || instanceOf(value, type);
}

export function instanceOf(value: FeelValue, type: FeelType): boolean {
  switch (type.type) {
    case 'any':
      return value !== null;
    case 'simple':
      return kindOf(value) === type.kind;
    case 'list':
      return isList(value) && value.every((element) => conformsTo(element, type.element));
    case 'range':
      return isKind(value, 'range') && conformsTo(value.low, type.element) && conformsTo(value.high, type.element);
    case 'context':
      return isContext(value) && [...type.entries].every(([name, entry]) => hasEntry(value, name, entry));
    case 'function':
      return isKind(value, 'function') && functionConforms(value, type.parameters, type.result);
    case 'restricted':
      return instanceOf(value, type.base) && type.allows(value);
  }
}

function hasEntry(context: ReadonlyMap<string, FeelValue>, name: string, type: FeelType): boolean {
  const entry = contextEntry(context, name, normalizeName(name));
  return entry !== undefined && conformsTo(entry, type);
}

/** Parameter types are contravariant, the result covariant; an untyped function conforms by its number of parameters. */
function functionConforms(value: FeelFunction, parameters: readonly FeelType[], result: FeelType): boolean {
  if (value.parameters.length !== parameters.length) return false;
  const signature = value.signature;
  if (!signature) return true;
  return parameters.every((wanted, at) => typeConforms(wanted, signature.parameters[at] ?? ANY)) && typeConforms(signature.result, result);
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
