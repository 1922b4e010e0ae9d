/**
 * The values of FEEL (DMN 1.5 §10.3.2). All are immutable. Lists are arrays, contexts are Maps in entry order (no prototype to
 * reach), numbers are decimal128, everything else is a plain record told apart by `kind`.
 */
import type { Session } from '../session.ts';
import { FeelNumber } from './number.ts';

export type FeelList = readonly FeelValue[];
export type FeelContext = ReadonlyMap<string, FeelValue>;

export interface FeelDate {
  readonly kind: 'date';
  readonly date: Temporal.PlainDate;
}

/** `null` is local, a number is an offset in seconds, a string is an IANA name. */
export type Zone = null | number | string;

export interface FeelTime {
  readonly kind: 'time';
  readonly time: Temporal.PlainTime;
  readonly zone: Zone;
}

export interface FeelDateTime {
  readonly kind: 'dateTime';
  /** The wall clock in `zone`. */
  readonly local: Temporal.PlainDateTime;
  readonly zone: Zone;
}

export interface DaysTimeDuration {
  readonly kind: 'daysTimeDuration';
  readonly nanoseconds: bigint;
}

export interface YearsMonthsDuration {
  readonly kind: 'yearsMonthsDuration';
  /** A safe integer. */
  readonly months: number;
}

export interface FeelRange {
  readonly kind: 'range';
  /** `null` is unbounded. */
  readonly low: FeelValue;
  readonly high: FeelValue;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
}

/** A type (DMN 1.5 §10.3.2.10); what conforms to it: types.ts. */
export type FeelType =
  | { readonly type: 'any' }
  | { readonly type: 'simple'; readonly kind: Kind }
  | { readonly type: 'list'; readonly element: FeelType }
  | { readonly type: 'range'; readonly element: FeelType }
  | { readonly type: 'context'; readonly entries: ReadonlyMap<string, FeelType> }
  | { readonly type: 'function'; readonly parameters: readonly FeelType[]; readonly result: FeelType }
  /** A type with allowed values, from a DMN item definition. */
  | { readonly type: 'restricted'; readonly base: FeelType; allows(value: FeelValue): boolean };

export interface FeelFunction {
  readonly kind: 'function';
  readonly parameters: readonly string[];
  /** Declared types, where the definition has them. */
  readonly signature?: { readonly parameters: readonly FeelType[]; readonly result?: FeelType };
  /** Positional arguments, as many as parameters (fewer or more: the result is null). */
  invoke(args: readonly FeelValue[], session: Session): FeelValue;
  /** Overloaded built-ins resolve names themselves; absent, names are matched to `parameters`. */
  invokeNamed?(args: ReadonlyMap<string, FeelValue>, session: Session): FeelValue;
}

export type FeelValue =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelList
  | FeelContext
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysTimeDuration
  | YearsMonthsDuration
  | FeelRange
  | FeelFunction;

export interface KindMap {
  null: null;
  boolean: boolean;
  string: string;
  number: FeelNumber;
  list: FeelList;
  context: FeelContext;
  date: FeelDate;
  time: FeelTime;
  dateTime: FeelDateTime;
  daysTimeDuration: DaysTimeDuration;
  yearsMonthsDuration: YearsMonthsDuration;
  range: FeelRange;
  function: FeelFunction;
}
export type Kind = keyof KindMap;

export function kindOf(value: FeelValue): Kind {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (isNumber(value)) return 'number';
  if (isList(value)) return 'list';
  if (isContext(value)) return 'context';
  return value.kind;
}

export function isNumber(value: FeelValue | undefined): value is FeelNumber {
  return value instanceof FeelNumber;
}

export function isList(value: FeelValue | undefined): value is FeelList {
  return Array.isArray(value);
}

export function isContext(value: FeelValue | undefined): value is FeelContext {
  return value instanceof Map;
}

export function isKind<K extends Kind>(value: FeelValue, kind: K): value is Extract<FeelValue, KindMap[K]> {
  return kindOf(value) === kind;
}
