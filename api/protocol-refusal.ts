import type { Problem } from '../errors.ts';
import type { ProtocolKind } from './error-status.ts';

/** The request cannot be read or served as it came: refused before any command is asked. Headers go with the answer. */
export class ProtocolRefusal extends Error {
  readonly kind: ProtocolKind;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    kind: ProtocolKind,
    code: string,
    message: string,
    more: { details?: Record<string, unknown>; problems?: readonly Problem[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'ProtocolRefusal';
    this.kind = kind;
    this.code = code;
    this.details = more.details ?? {};
    this.problems = more.problems ?? [];
    this.headers = more.headers ?? {};
  }
}
