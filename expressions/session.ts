/** What one evaluation carries: its budget, its instant, and the limits that no expression may pass. */
import { ExpressionError, type Fuel, type Host, type NullReason } from './contract.ts';

/** What surrounds an evaluation, but for its variables. */
export interface Surroundings {
  /** ISO 8601 instant that `now()` and `today()` see. */
  readonly now: string;
  readonly fuel: Fuel;
  readonly host?: Host;
  readonly onNull?: (reason: NullReason) => void;
}

export interface Session {
  readonly source: string;
  readonly now: string;
  readonly fuel: Fuel;
  readonly host: Host | undefined;
  readonly onNull: ((reason: NullReason) => void) | undefined;
  /** Static nesting of the bodies now being evaluated: keeps recursion off the host's stack. */
  depth: number;
  /** Patterns that this run has paid for. */
  patterns: Set<string> | undefined;
}

/** Elements of one list or entries of one context; UTF-16 units of one string; nesting of one value. */
export const MAX_ITEMS = 100_000;
export const MAX_TEXT = 1_000_000;
export const MAX_VALUE_DEPTH = 100;
/** What a logarithm, an exponential or a fractional power costs: their series take about a hundred times an addition. */
export const SERIES_FUEL = 100;
/** Sum of the static nesting of all active function bodies. */
const MAX_CALL_DEPTH = 3_000;

export function openSession(source: string, { now, fuel, host, onNull }: Surroundings): Session {
  return { source, now, fuel, host, onNull, depth: 0, patterns: undefined };
}

/** Pays for `count` elements about to be created or visited, and refuses more than a list may hold. */
export function chargeItems(session: Session, count: number): void {
  checkItems(session, count);
  session.fuel.spend(count);
}

export function checkItems(session: Session, count: number): void {
  if (count <= MAX_ITEMS) return;
  throw new ExpressionError('sizeExceeded', `Expected at most ${MAX_ITEMS} elements, but got ${count}.`, session.source);
}

/** Pays for a text of `length` UTF-16 units: one unit of fuel for each 16. */
export function chargeText(session: Session, length: number): void {
  checkText(session, length);
  session.fuel.spend(1 + (length >>> 4));
}

export function checkText(session: Session, length: number): void {
  if (length <= MAX_TEXT) return;
  throw new ExpressionError('sizeExceeded', `Expected at most ${MAX_TEXT} characters, but got ${length}.`, session.source);
}

/** Pays for comparing two texts, by the shorter one. */
export function chargeTextPair(session: Session, left: unknown, right: unknown): void {
  if (typeof left !== 'string' || typeof right !== 'string') return;
  const units = Math.min(left.length, right.length) >>> 4;
  if (units > 0) session.fuel.spend(units);
}

/** Guards a recursion over a value: `depth` levels down already. */
export function checkValueDepth(session: Session, depth: number): void {
  if (depth > MAX_VALUE_DEPTH)
    throw new ExpressionError('sizeExceeded', `Expected values nested at most ${MAX_VALUE_DEPTH} deep.`, session.source);
}

/** Runs a function body whose own nesting is `height`. */
export function callNested<T>(session: Session, height: number, body: () => T): T {
  session.depth += height;
  try {
    if (session.depth > MAX_CALL_DEPTH) throw new ExpressionError('sizeExceeded', 'Expected fewer nested function calls.', session.source);
    return body();
  } finally {
    session.depth -= height;
  }
}
