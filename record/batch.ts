import { canonical, sha256 } from './hash.ts';

/** Hashes in hex; transaction ids decimal. */
export interface BatchFacts {
  readonly number: number;
  /** position of the first entry, from 0; how many there are */
  readonly first: number;
  readonly size: number;
  /** rows of transactions from this one on, and before that one */
  readonly fromTx: string;
  readonly toTx: string;
  readonly root: string;
  /** header of the batch before */
  readonly previous: string;
  /** ISO instant */
  readonly sealedAt: string;
}
export interface Batch extends BatchFacts {
  readonly header: string;
}

/** What the first batch follows. */
export const NO_HEADER = '0'.repeat(64);

/** Covers the header before, and so the whole record up to here. */
export function batchHeader({ number, first, size, fromTx, toTx, root, previous, sealedAt }: BatchFacts): string {
  return sha256(Buffer.from([2]), canonical([1, number, first, size, fromTx, toTx, root, previous, sealedAt])).toString('hex');
}
