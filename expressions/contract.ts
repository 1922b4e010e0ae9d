/**
 * What the rest of the product knows of expressions: a source compiles once and evaluates many times, against JSON variables,
 * with an injected clock and a deterministic budget. Nothing here reads a clock, the environment, or host objects.
 */
import type { Json } from './json.ts';

/** A budget in evaluation steps. The same expression on the same input always spends the same amount. */
export interface Fuel {
  /** Takes `units`; throws ExpressionError `fuelExhausted` when the budget is used up. */
  spend(units: number): void;
}

export interface Scope {
  /** The stored value of a variable, or undefined where there is none (FEEL null). */
  variable(name: string): Json | undefined;
  /** The instant of this step, ISO 8601 UTC: what `now()` and `today()` see (in Asia/Ho_Chi_Minh). */
  readonly now: string;
  readonly fuel: Fuel;
  /** Answers the functions that the language was extended with (`extendedFeel`); a call without it is an ExpressionError `type`. */
  readonly host?: Host;
  /** Told why a part of the expression has no value, where its operands had one. For explanations; it cannot change the result. */
  readonly onNull?: (reason: NullReason) => void;
}

/**
 * Calls of functions that the world outside FEEL answers, by name, stored JSON in and out. What it throws ends the evaluation and
 * leaves this room as it is: the host's own signals pass through.
 */
export type Host = (name: string, args: readonly Json[]) => Json;

/** Parameters of a host function by name and position; the optional ones are last. */
export interface HostFunction {
  readonly parameters: readonly string[];
  /** how many of the parameters every call must give */
  readonly required: number;
}
export type HostFunctions = Readonly<Record<string, HostFunction>>;

/** `offset` and `text` say which part of the source. */
export interface NullReason {
  readonly code: 'noVariable' | 'notComparable' | 'notComputable' | 'notCallable' | 'callGaveNull';
  readonly offset: number;
  readonly text: string;
}

export interface Expression {
  readonly source: string;
  /** Free variable names, so that a caller can tell what it depends on. */
  readonly inputs: readonly string[];
  evaluate(scope: Scope): Json;
}

export interface ExpressionLanguage {
  /** Throws ExpressionError `syntax` with the offset of the first fault. */
  compile(source: string): Expression;
}

export type ExpressionErrorCode = 'syntax' | 'fuelExhausted' | 'sizeExceeded' | 'type' | 'notStorable';

export class ExpressionError extends Error {
  readonly code: ExpressionErrorCode;
  readonly source: string;
  readonly offset: number | undefined;
  constructor(code: ExpressionErrorCode, message: string, source: string, offset?: number) {
    super(message);
    this.name = 'ExpressionError';
    this.code = code;
    this.source = source;
    this.offset = offset;
  }
}
