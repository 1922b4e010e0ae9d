/** How a built-in function is declared: overloads with typed parameters, which the arguments are checked against and fitted to. */
import type { Session } from '../session.ts';
import { isKind, isList } from '../values/value.ts';
import type { FeelFunction, FeelList, FeelValue, KindMap } from '../values/value.ts';

interface ParameterKinds extends KindMap {
  any: FeelValue;
  anyOrNull: FeelValue;
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
  readonly isVariadic: boolean;
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
  return { parameters, isVariadic: false, run: (args, session) => run(args as unknown as Arguments<P>, session) };
}

/** One list, or any number of arguments that are taken as one list. */
export function listOrArguments(name: string, run: (list: FeelList, session: Session) => FeelValue): Overload[] {
  const variadic: Overload = {
    parameters: [],
    isVariadic: true,
    run: (args, session) =>
      run(
        args.map((value) => value ?? null),
        session,
      ),
  };
  return [overload([needs(name, 'list')], ([list], session) => run(list, session)), variadic];
}

export function defineFunction(overloads: readonly Overload[]): FeelFunction {
  const parameters = overloads[0]?.parameters.map(({ name }) => name) ?? [];
  return {
    kind: 'function',
    parameters,
    invoke: (args, session) => invokeFirst(overloads, session, (one) => positional(one, args)),
    invokeNamed: (args, session) => invokeFirst(overloads, session, (one) => byName(one, args)),
  };
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
  if (one.isVariadic) return args.length > 0 ? args : null;
  if (args.length > one.parameters.length) return null;
  return fitAll(one, args);
}

function byName(one: Overload, args: ReadonlyMap<string, FeelValue>): Fitted {
  if (one.isVariadic) return null;
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
  if (value === null) return MISFIT;
  if (kind === 'any' || isKind(value, kind)) return value;
  if (kind === 'list') return [value];
  const only = isList(value) && value.length === 1 ? value[0] : undefined;
  return only !== undefined && only !== null && isKind(only, kind) ? only : MISFIT;
}
