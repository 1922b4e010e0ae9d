import { canonical } from './hash.ts';
import { leafHash } from './merkle.ts';
import type { RecordRow } from './record-line.ts';

/** The leaf of a row: which record it belongs to, the transaction that wrote it, and what it says. Hex. */
export const rowLeaf = ({ source, tx, fields }: Pick<RecordRow, 'source' | 'tx' | 'fields'>): string =>
  leafHash(canonical([source, tx, ...fields])).toString('hex');
