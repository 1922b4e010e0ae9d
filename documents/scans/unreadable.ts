import { Rejection } from '../../errors.ts';

/** A Rejection validation `documents.picture`. */
export function unreadable(message: string, cause?: unknown): Rejection {
  return new Rejection('validation', 'documents.picture', message, { details: { reason: message }, cause });
}
