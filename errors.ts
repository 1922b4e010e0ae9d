/**
 * Every way this product says no. A leaf: it imports nothing, knows no HTTP number and no database.
 * Rejection: refused, nothing written, shown to the user. Transient: try again. Invariant: our own defect, never shown.
 */
export type RejectionKind = 'validation' | 'unauthenticated' | 'forbidden' | 'notFound' | 'conflict' | 'deployment' | 'tooMany';

/** One thing that is wrong with an input: where (a JSON pointer, or an element id), which rule, and what to do about it. */
export interface Problem {
  readonly code: string;
  readonly path?: string;
  readonly message: string;
  readonly remedy?: string;
  /** Values the message catalogue fills into the user's text. Never secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Refused: nothing was written. `code` is stable; `message` is for developers; texts for users come from the catalogues. */
export class Rejection extends Error {
  readonly kind: RejectionKind;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  constructor(
    kind: RejectionKind,
    code: string,
    message: string,
    more: { details?: Record<string, unknown>; problems?: readonly Problem[]; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Rejection';
    this.kind = kind;
    this.code = code;
    this.details = more.details ?? {};
    this.problems = more.problems ?? [];
  }
}

/** A fault that may pass: serialization failure, a lost connection, a time-out of a peer. */
export class Transient extends Error {
  readonly code: string;
  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Transient';
    this.code = code;
  }
}

/** A defect of ours. Logged with its cause; the user sees only that something went wrong and its reference. */
export class Invariant extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'Invariant';
  }
}

/** Narrows away `undefined` where our own bookkeeping guarantees a value. */
export function required<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Invariant(`Expected ${what}, but there is none.`);
  return value;
}
