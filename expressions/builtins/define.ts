/** How a built-in function is declared: overloads with typed parameters, which the arguments are checked against and fitted to. */
import type { Session } from '../session.ts';
import { isKind, isList } from '../values/value.ts';
import type { FeelNumber } from '../values/number.ts';
import type { FeelFunction, FeelList, FeelValue, Kind, KindMap } from '../values/value.ts';

interface ParameterKinds extends KindMap {
  any: FeelValue;
  anyOrNull: FeelValue;
  stringOrNull: string | null;
  numberOrNull: FeelNumber | null;
}
export type ParameterKind = keyof ParameterKinds;

export interface Parameter<K extends ParameterKind = ParameterKind, Optional extends boolean = boolean> {
  readonly name: string;
  readonly kind: K;
  readonly isOptional: Optional;
}

type Argument<P> = P extends Parameter<infer K, infer Optional> ? ParameterKinds[K] | (Optional extends true ? undefined : never) : never;
type Arguments<P extends readonly Parameter[]> = { [At in keyof P]: Argument<P[At]> };

export interface Overload {
  readonly parameters: readonly Parameter[];
  /** The kind of any number of further arguments. */
  readonly rest: ParameterKind | null;
  run(args: readonly (FeelValue | undefined)[], session: Session): FeelValue;
}

export function needs<K extends ParameterKind>(name: string, kind: K): Parameter<K, false> {
  return { name, kind, isOptional: false };
}

export function may<K extends ParameterKind>(name: string, kind: K): Parameter<K, true> {
  return { name, kind, isOptional: true };
}

/** `run` gets fitted arguments; optional ones that are absent are undefined. */
export function overload<const P extends readonly Parameter[]>(
  parameters: P,
  run: (args: Arguments<P>, session: Session) => FeelValue,
): Overload {
  return { parameters, rest: null, run: (args, session) => run(args as unknown as Arguments<P>, session) };
}

/** Any number of arguments after the first `parameters`, all of one kind. */
export function variadic(
  parameters: readonly Parameter[],
  rest: ParameterKind,
  run: (args: readonly FeelValue[], session: Session) => FeelValue,
): Overload {
  return {
    parameters,
    rest,
    run: (args, session) =>
      run(
        args.map((value) => value ?? null),
        session,
      ),
  };
}

/** One list, or any number of arguments that are taken as one list. */
export function listOrArguments(name: string, run: (list: FeelList, session: Session) => FeelValue): Overload[] {
  return [
    overload([needs(name, 'list')], ([list], session) => run(list, session)),
    variadic([needs(name, 'anyOrNull'), needs('', 'anyOrNull')], 'anyOrNull', run),
  ];
}

export function defineFunction(overloads: readonly Overload[]): FeelFunction {
  const parameters = overloads[0]?.parameters.map(({ name }) => name) ?? [];
  return {
    kind: 'function',
    parameters,
    invoke: (args, session) => invokeFirst(overloads, session, (one) => positional(one, args)),
    invokeNamed: (args, session) => invokeFirst(inOrderOf(overloads, args), session, (one) => byName(one, args)),
  };
}

/** `before(range: r, point: p)` and `before(point: p, range: r)` differ only in the order of their names, so that order decides. */
function inOrderOf(overloads: readonly Overload[], args: ReadonlyMap<string, FeelValue>): readonly Overload[] {
  const names = [...args.keys()];
  const isInOrder = ({ parameters }: Overload): boolean => names.every((name, at) => parameters[at]?.name === name);
  return [...overloads.filter(isInOrder), ...overloads.filter((one) => !isInOrder(one))];
}

type Fitted = readonly (FeelValue | undefined)[] | null;

/** The first overload that the arguments fit; none: null. */
function invokeFirst(overloads: readonly Overload[], session: Session, fitted: (one: Overload) => Fitted): FeelValue {
  for (const one of overloads) {
    const args = fitted(one);
    if (args) return one.run(args, session);
  }
  return null;
}

function positional(one: Overload, args: readonly FeelValue[]): Fitted {
  if (args.length <= one.parameters.length) return fitAll(one, args);
  const { rest } = one;
  if (rest === null) return null;
  const first = fitAll(one, args);
  const more = args.slice(one.parameters.length).map((value) => fit(value, { name: '', kind: rest, isOptional: false }));
  return first && !more.includes(MISFIT) ? [...first, ...(more as FeelValue[])] : null;
}

function byName(one: Overload, args: ReadonlyMap<string, FeelValue>): Fitted {
  for (const name of args.keys()) if (!one.parameters.some((parameter) => parameter.name === name)) return null;
  return fitAll(
    one,
    one.parameters.map((parameter) => args.get(parameter.name)),
  );
}

function fitAll(one: Overload, args: readonly (FeelValue | undefined)[]): Fitted {
  const fitted: (FeelValue | undefined)[] = [];
  for (const [at, parameter] of one.parameters.entries()) {
    const value = fit(args[at], parameter);
    if (value === MISFIT) return null;
    fitted.push(value);
  }
  return fitted;
}

const MISFIT = Symbol('misfit');

/** With the implicit conversions of DMN 1.5 §10.3.2.9.4: a singleton list to its element, and a value to a singleton list. */
function fit(value: FeelValue | undefined, { kind, isOptional }: Parameter): FeelValue | undefined | typeof MISFIT {
  if (value === undefined) return isOptional ? undefined : MISFIT;
  if (kind === 'anyOrNull') return value;
  if (value === null) return kind === 'stringOrNull' || kind === 'numberOrNull' || kind === 'null' ? null : MISFIT;
  if (kind === 'any') return value;
  return fitKind(value, kind === 'stringOrNull' ? 'string' : kind === 'numberOrNull' ? 'number' : kind);
}

function fitKind(value: FeelValue, kind: Kind): FeelValue | typeof MISFIT {
  if (isKind(value, kind)) return value;
  if (kind === 'list') return [value];
  const only: FeelValue = isSingleton(value) ? value[0] : null;
  return only !== null && isKind(only, kind) ? only : MISFIT;
}

function isSingleton(value: FeelValue): value is readonly [FeelValue] {
  return isList(value) && value.length === 1;
}
