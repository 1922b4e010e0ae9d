/**
 * Looks at what is sensitive outside one's own tasks, and what leaves by export: written before the answer is released (AUD-02, AUD-05;
 * S1 Đ13k7, S3 Đ15k3). Append-only.
 */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface AccessEntry {
  /** ISO 8601 UTC */
  readonly at: string;
  readonly account: string;
  readonly person?: string;
  /** `readSensitive`, `findSensitive`, `export`, `renewLookupCode` */
  readonly action: string;
  readonly subject: 'Case' | 'Person';
  /** id of the case or person; absent where it is a search or a list */
  readonly object?: string;
  /** code of the catalogue of purposes */
  readonly purpose: string;
  /** what was shown, searched or taken: names of fields, the filter, the number of rows; never values that are sensitive */
  readonly scope: Json;
  readonly address?: string;
}

export interface AccessLog {
  /** Resolved once it is durable. */
  record(entry: AccessEntry): Promise<void>;
}

const RECORD = statement(`
  insert into sensitive_access (at, account, person, action, subject, object, purpose, scope, address) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);

export function storedAccessLog(db: Database): AccessLog {
  return {
    async record({ at, account, person, action, subject, object, purpose, scope, address }) {
      await rowsOf(db, RECORD, [
        at,
        account,
        person ?? null,
        action,
        subject,
        object ?? null,
        purpose,
        JSON.stringify(scope),
        address ?? null,
      ]);
    },
  };
}
