/**
 * The record's arithmetic: leaves, Merkle trees, batch headers, digests of steps, checkpoints and their verification. Everything that
 * proves the record is computed here, outside the database that is being checked; nothing here knows a database or a file.
 */
import { createHash } from 'node:crypto';

export const sha256 = (...parts: readonly (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Has one reading only, whatever the fields contain. */
export const canonical = (fields: readonly (string | number | null)[]): string => JSON.stringify(fields);
