/**
 * FEEL (DMN 1.5 chapter 10), the only expression language of the product. Compiled once to closures, exact decimals, three-valued
 * logic, a deterministic budget. An error inside an evaluation is FEEL null; what leaves this room is only ExpressionError.
 *
 * Two doors:
 * - `feel.compile(source)`: JSON to JSON, for gateways, mappings and conditions. A leading `=` is accepted.
 *   `extendedFeel(functions)` is the same language with functions that the caller answers (`Scope.host`).
 * - `compileFeel(source, names)` and `compileUnaryTests(source, names)`: FEEL value to FEEL value, for the DMN evaluator.
 *   `names`: variables in scope, needed where a name has operators or keywords in it (`a-b`, `in force`) or hides a built-in;
 *   an object gives the names inside contexts too (`{ Applicant: { 'pre-tax income': null } }`).
 *   `run(env)`: `env.variables` is anything with `get(name)` (a Map; `nestedVariables(inner, outer)` for scopes), `env.now` an
 *   ISO instant, `env.fuel` the budget; `env.onNull` (optional) is told why a part of the expression is null.
 *   A business knowledge model is a variable whose value is `functionValue(['a', 'b'], ([a, b], session) => …)`.
 *   Values: values/value.ts; constructors: values/constructors.ts; types: values/types.ts; JSON: codec/.
 *
 * To know: `now()` carries the offset +07:00, and a time without offset is comparable only with others without (else null).
 */
import { LRUCache } from 'lru-cache';
import { decode } from './codec/decode.ts';
import { encode } from './codec/encode.ts';
import { compileExpression } from './compile/expression.ts';
import { innerScope, rootScope } from './compile/scope.ts';
import type { Frame, Unit } from './compile/scope.ts';
import { nameOf } from './compile/variable.ts';
import { compileUnaryTests as compileTestsNode } from './compile/unary-tests.ts';
import type { Tests } from './compile/unary-tests.ts';
import { ExpressionError } from './contract.ts';
import type { Expression, ExpressionLanguage, HostFunctions } from './contract.ts';
import { compareTexts } from './operators/compare.ts';
import { normalizeName, parseFeel } from './parse.ts';
import type { NameShape, Top } from './parse.ts';
import type { Env, Variables } from './env.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import type { TypeResolver } from './values/types.ts';
import type { FeelValue } from './values/value.ts';

export type { Env, Variables } from './env.ts';
export type Names = readonly string[] | NameShape;

export interface CompiledFeel {
  readonly source: string;
  /** Free names, as the environment knows them. */
  readonly inputs: readonly string[];
  /** Free names that are called: functions that the environment must supply. */
  readonly freeCalls: readonly { readonly name: string; readonly offset: number }[];
  /** Throws only ExpressionError `fuelExhausted` or `sizeExceeded`. */
  run(env: Env): FeelValue;
}

export interface CompiledUnaryTests {
  readonly source: string;
  readonly inputs: readonly string[];
  /** True, false, or null where the tests have no answer for `input`. */
  run(env: Env, input: FeelValue): boolean | null;
}

/** Item definitions by name, for `instance of` and typed parameters. */
export interface CompileOptions {
  readonly types?: TypeResolver;
  readonly functions?: HostFunctions;
}

export function compileFeel(source: string, names: Names, options: CompileOptions = {}): CompiledFeel {
  if (!options.types && !options.functions) return cached(expressions, source, names, buildFeel);
  return buildFeel(source, names, options.types ?? noTypes, options.functions);
}

/** A decision table's cell: `-`, `< 10`, `"a", "b"`, `not(1)`, or a condition over `?`. */
export function compileUnaryTests(source: string, names: Names, options: CompileOptions = {}): CompiledUnaryTests {
  return options.types ? buildTests(source, names, options.types) : cached(unaryTests, source, names, buildTests);
}

type Feel = ExpressionLanguage & { compile(source: string, names?: Names): Expression };

export const feel: Feel = { compile: (source, names: Names = []) => expressionOf(source, compileFeel(source, names)) };

/** Names of functions may have several words. Wrong numbers and names of arguments are found when an expression is compiled. */
export function extendedFeel(functions: HostFunctions): Feel {
  return { compile: (source, names: Names = []) => expressionOf(source, compileFeel(source, names, { functions })) };
}

function expressionOf(source: string, compiled: CompiledFeel): Expression {
  refuseFreeCalls(compiled);
  return {
    source,
    inputs: compiled.inputs,
    evaluate: (scope) => {
      const get = (name: string): FeelValue | undefined => {
        const json = isHostName(name) ? undefined : scope.variable(name);
        return json === undefined ? undefined : decode(json);
      };
      const env: Env = { variables: { get }, now: scope.now, fuel: scope.fuel, host: scope.host, onNull: scope.onNull };
      return guarded(source, () => encode(compiled.run(env), openSession(source, env)));
    },
  };
}

/** Stored variables are never functions, so a call that names no built-in is a mistake, and would only ever be null. */
function refuseFreeCalls({ source, freeCalls: [first] }: CompiledFeel): void {
  if (first) throw new ExpressionError('syntax', `Expected a function, but there is none named '${first.name}'.`, source, first.offset);
}

/** Names that a caller's plain object answers without having such a variable. */
function isHostName(name: string): boolean {
  return name in Object.prototype;
}

/** Variables of an inner scope that hide those of an outer one. */
export function nestedVariables(inner: Variables, outer: Variables): Variables {
  return {
    get(name) {
      const own = inner.get(name);
      return own === undefined ? outer.get(name) : own;
    },
  };
}

const CACHED = 5_000;
const CACHED_CHARACTERS = 4_000_000;
const expressions = new LRUCache<string, CompiledFeel>(bounds());
const unaryTests = new LRUCache<string, CompiledUnaryTests>(bounds());
const noTypes: TypeResolver = () => undefined;

function bounds(): { max: number; maxSize: number; sizeCalculation: (compiled: object, key: string) => number } {
  return { max: CACHED, maxSize: CACHED_CHARACTERS, sizeCalculation: (_, key) => key.length };
}

function cached<T extends object>(
  cache: LRUCache<string, T>,
  source: string,
  names: Names,
  build: (source: string, names: Names, types: TypeResolver) => T,
): T {
  const key = JSON.stringify([source, isNameList(names) ? names.toSorted(compareTexts) : names]);
  const known = cache.get(key);
  if (known) return known;
  const built = build(source, names, noTypes);
  cache.set(key, built);
  return built;
}

function buildFeel(source: string, names: Names, types: TypeResolver, functions: HostFunctions = {}): CompiledFeel {
  const { unit, node } = openUnit(source, 'Expression', names, types, functions);
  const run = compileExpression(node, rootScope(unit));
  const freeCalls = unit.freeCalls.map((call) => ({ name: nameOf(call), offset: call.from }));
  return { source, inputs: unit.inputs, freeCalls, run: (env) => guarded(source, () => run(baseFrame(env, openSession(source, env), []))) };
}

function buildTests(source: string, names: Names, types: TypeResolver): CompiledUnaryTests {
  const { unit, node } = openUnit(source, 'UnaryTests', names, types);
  const run: Tests = compileTestsNode(node, innerScope(rootScope(unit), ['?']));
  return {
    source,
    inputs: unit.inputs,
    run: (env, input) => guarded(source, () => run(baseFrame(env, openSession(source, env), [input]), input)),
  };
}

function openUnit(
  source: string,
  top: Top,
  names: Names,
  types: TypeResolver,
  functions: HostFunctions = {},
): { unit: Unit; node: ReturnType<typeof parseFeel> } {
  const shape = isNameList(names) ? Object.fromEntries(names.map((name) => [name, null])) : names;
  const known = new Map(Object.keys(shape).map((name) => [normalizeName(name), name]));
  const byName = Object.fromEntries(Object.entries(functions).map(([name, one]) => [normalizeName(name), one]));
  const unit: Unit = { source, names: known, inputs: [], freeCalls: [], types, functions: byName, compile: compileExpression };
  return { unit, node: parseFeel(source, top, { ...Object.fromEntries(Object.keys(functions).map((name) => [name, null])), ...shape }) };
}

function isNameList(names: Names): names is readonly string[] {
  return Array.isArray(names);
}

function baseFrame(env: Env, session: Session, values: FeelValue[]): Frame {
  return { parent: null, values, globals: { variables: env.variables, cache: [] }, session };
}

/** The host's stack is the last guard behind the nesting limits. */
function guarded<T>(source: string, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof RangeError) throw new ExpressionError('sizeExceeded', 'Expected an evaluation that nests less deeply.', source);
    throw error;
  }
}
