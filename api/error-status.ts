/** The only file that knows HTTP error numbers: each family of failures has exactly one, and the type check finds a missing one. */
import type { RejectionKind } from '../errors.ts';

/** Refusals of the wire itself, before any command is asked. */
export type ProtocolKind =
  'malformed' | 'methodNotAllowed' | 'notAcceptable' | 'preconditionFailed' | 'bodyTooLarge' | 'uriTooLong' | 'unsupportedMediaType';

export type FailureKind = RejectionKind | ProtocolKind | 'transient' | 'defect';

export const ERROR_STATUS: Readonly<Record<FailureKind, number>> = {
  validation: 400,
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  notAcceptable: 406,
  conflict: 409,
  preconditionFailed: 412,
  bodyTooLarge: 413,
  uriTooLong: 414,
  unsupportedMediaType: 415,
  deployment: 422,
  tooMany: 429,
  defect: 500,
  transient: 503,
};
