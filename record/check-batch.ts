import { batchHeader, NO_HEADER, type Batch } from './batch.ts';
import { checkStep } from './check-step.ts';
import type { Finding } from './findings.ts';
import { merkleRoot } from './merkle.ts';
import type { RecordEntry, RecordRow } from './record-line.ts';
import { nameOf } from './name-of.ts';
import { rowLeaf } from './row-leaf.ts';

/** The batch before, where there is one. */
export type Before = Batch | undefined;

/** A batch by itself and after the one before. `anywhere`: the first one seen need not be the first of the record. */
export function* checkHeader(batch: Batch, before: Before, anywhere: boolean): Generator<Finding> {
  const what = `batch ${batch.number}`;
  const begins = before === undefined;
  const number = begins ? 1 : before.number + 1;
  if (batch.number !== number && !(begins && anywhere)) {
    yield { kind: 'batchMissing', what: `batch ${number}` };
    if (batchHeader(batch) !== batch.header) yield { kind: 'headerDiffers', what };
    return;
  }
  const expected = begins
    ? { previous: NO_HEADER, first: 0, fromTx: '0' }
    : { previous: before.header, first: before.first + before.size, fromTx: before.toTx };
  const follows =
    (begins && anywhere) || (batch.previous === expected.previous && batch.first === expected.first && batch.fromTx === expected.fromTx);
  if (!follows || batchHeader(batch) !== batch.header) yield { kind: 'headerDiffers', what };
}

/** The entries against the batch's root: places first, since a gap makes another root too. */
export function* checkEntries(batch: Batch, entries: readonly RecordEntry[]): Generator<Finding> {
  const at = new Map(entries.map((entry) => [entry.position, entry]));
  for (let position = batch.first; position < batch.first + batch.size; position += 1)
    if (!at.has(position)) yield { kind: 'entryMissing', what: `entry ${position} of batch ${batch.number}` };
  if (at.size !== entries.length || entries.some(({ position }) => position < batch.first || position >= batch.first + batch.size))
    yield { kind: 'entriesOutOfPlace', what: `batch ${batch.number}` };
  if (at.size !== batch.size) return;
  const root = merkleRoot(entries.map(({ leaf }) => Buffer.from(leaf, 'hex'))).toString('hex');
  if (root !== batch.root) yield { kind: 'rootDiffers', what: `batch ${batch.number}` };
}

/** The rows that are there against the entries that were sealed: each is there, says the same, is in its place, and there is no other. */
export function* checkRows(entries: readonly RecordEntry[], rows: readonly RecordRow[]): Generator<Finding> {
  const sealed = new Set(entries.map(nameOf));
  const found = new Map(rows.map((row) => [nameOf(row), row]));
  for (const entry of entries) {
    const row = found.get(nameOf(entry));
    if (!row) yield { kind: 'rowMissing', what: nameOf(entry) };
    else if (rowLeaf(row) !== entry.leaf) yield { kind: 'rowChanged', what: nameOf(entry) };
    // what hides a row from a search changes no leaf; of a step that is found already it says no more
    else if (!checkStep(row) && row.search.some((value, index) => value !== entry.search[index]))
      yield { kind: 'entryChanged', what: nameOf(entry) };
  }
  for (const row of rows) if (!sealed.has(nameOf(row))) yield { kind: 'rowInserted', what: nameOf(row) };
  const before = entries.map(nameOf).filter((name) => found.has(name));
  const now = rows.map(nameOf).filter((name) => sealed.has(name));
  const moved = now.findIndex((name, index) => name !== before[index]);
  if (moved >= 0) yield { kind: 'rowMoved', what: now[moved] ?? '' };
}
