import type { Batch } from './batch.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import type { Finding } from './findings.ts';
import type { StepContent } from './step-digest.ts';

/** The records that the global chain holds. */
export const SOURCES = ['step', 'act', 'account', 'access'] as const;
export type Source = (typeof SOURCES)[number];

/** A row of a record as it is now. */
export interface RecordRow {
  readonly source: Source;
  /** names it within its source: `<case>/<revision>`, or an id */
  readonly key: string;
  readonly tx: string;
  /** everything that its leaf covers, as text */
  readonly fields: readonly (string | null)[];
  /** instant, account, person, acted for, case, act, address: what it is searched by */
  readonly search: readonly (string | null)[];
  /** of a step */
  readonly step?: StepRow;
}
export interface StepRow {
  readonly version: number;
  readonly digest: string;
  readonly hash: string;
  /** hash of the step before; null for the first, and where it is missing */
  readonly previous: string | null;
  /** null where the command log lacks the step */
  readonly content: StepContent | null;
  /** the act of the record that approved the destruction of the contents */
  readonly destroyedBy: string | null;
}

/** What a row was searched by, as the sealer wrote it, and where it stands. */
export interface RecordEntry {
  readonly position: number;
  readonly source: Source;
  readonly key: string;
  readonly leaf: string;
  readonly search: readonly (string | null)[];
}

/**
 * The record as a stream, the same from a database and from a file: checkpoints, then each batch with its entries and the rows that
 * are there now in its range, in order; last what is not sealed yet.
 */
export type RecordLine =
  | { readonly kind: 'checkpoint'; readonly checkpoint: SignedCheckpoint }
  | { readonly kind: 'batch'; readonly batch: Batch; readonly entries: readonly RecordEntry[]; readonly rows: readonly RecordRow[] }
  | { readonly kind: 'tail'; readonly row: RecordRow; readonly at: string }
  /** what the source itself found */
  | { readonly kind: 'finding'; readonly finding: Finding };
