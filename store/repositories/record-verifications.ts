import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface RecordVerification {
  readonly at: string;
  readonly entries: number;
  /** rows that were not sealed then */
  readonly unsealed: number;
  readonly findings: number;
  /** the keys of the checkpoints were given from outside */
  readonly ownKeys: boolean;
}

const INSERT = statement('insert into record_verification (at, entries, unsealed, findings, own_keys) values ($1, $2, $3, $4, $5)');

export async function saveVerification(db: Database, { at, entries, unsealed, findings, ownKeys }: RecordVerification): Promise<void> {
  await rowsOf(db, INSERT, [at, entries, unsealed, findings, ownKeys]);
}
