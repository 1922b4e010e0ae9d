import { createHash } from 'node:crypto';
import { Rejection } from '../errors.ts';
import { ProtocolRefusal } from './protocol-refusal.ts';

/**
 * The revision, and what the answer says besides it: rights, timers and tries change without a step. So a tag tells whether an
 * answer is the same, and its revision whether the case is.
 */
export function entityTag(revision: number, text: string): string {
  return `${revision}.${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`;
}

/** The revision that If-Match names (RFC 9110 13.1.1): one strong tag as our answers give it, or the bare revision. `*` is any revision. */
export function readIfMatch(header: string): number | undefined {
  if (header === '' || header.trim() === '*') return undefined;
  const revision = /^"(\d{1,9})(?:\.[\w-]{16})?"$/.exec(header.trim())?.[1];
  if (revision !== undefined) return Number(revision);
  const path = '/header/If-Match';
  throw new Rejection('validation', 'ifMatchInvalid', `Expected If-Match to be a revision in quotes, but it is ${header.slice(0, 50)}.`, {
    problems: [{ code: 'ifMatchInvalid', path, message: 'Expected one revision in quotes, as in the ETag.' }],
  });
}

/** A stale revision is 412 where the client stated it in If-Match, else 409 (as in items of a bulk command). */
export function asPrecondition(error: unknown, ifMatch: number | undefined): unknown {
  if (ifMatch === undefined || !(error instanceof Rejection) || error.code !== 'staleRevision') return error;
  return new ProtocolRefusal('preconditionFailed', 'staleRevision', error.message, { details: error.details, cause: error });
}

/** Whether If-None-Match names this tag (RFC 9110 13.1.2, weak comparison). A client's Cache-Control changes nothing about it. */
export function matchesNone(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${etag}"`);
}
