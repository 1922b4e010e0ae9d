/** Reads a record from its beginning to its end once, holding one batch at a time, and says what does not fit. */
import type { Batch } from './batch.ts';
import { checkEntries, checkHeader, checkRows } from './check-batch.ts';
import { nameOf } from './name-of.ts';
import { checkCheckpoint, type CheckpointTrust } from './check-checkpoint.ts';
import { checkStep } from './check-step.ts';
import type { CheckpointFacts, SignedCheckpoint } from './checkpoint.ts';
import type { Finding } from './findings.ts';
import type { RecordLine } from './record-line.ts';

export interface VerifyOptions extends CheckpointTrust {
  /** an export of a part: it need not begin with the first batch */
  readonly anywhere?: boolean;
}
export interface VerifySummary {
  readonly batches: number;
  readonly entries: number;
  readonly checkpoints: number;
  /** checkpoints whose time stamp is pending */
  readonly unstamped: number;
  /** header of the last batch, hex */
  readonly header?: string;
  readonly tail: {
    readonly rows: number;
    /** when the oldest row that is not sealed says it was written */
    readonly oldest?: string;
  };
  /** steps whose contents were destroyed, as the record says */
  readonly destroyed: number;
}

/** Yields findings as it goes; returns what was seen. */
export async function* verifyRecord(lines: AsyncIterable<RecordLine>, options: VerifyOptions = {}): AsyncGenerator<Finding, VerifySummary> {
  const seen = new Seen(options);
  for await (const line of lines) yield* seen.take(line);
  yield* seen.leftOver();
  return seen.summary();
}

class Seen {
  readonly #options: VerifyOptions;
  /** checkpoints whose batch has not come yet: one a day */
  readonly #awaited = new Map<number, CheckpointFacts[]>();
  #batch: Batch | undefined;
  #first: Batch | undefined;
  #checkpoint: SignedCheckpoint | undefined;
  #counts = { batches: 0, entries: 0, checkpoints: 0, unstamped: 0, destroyed: 0, tail: 0 };
  #oldest: string | undefined;

  constructor(options: VerifyOptions) {
    this.#options = options;
  }

  *take(line: RecordLine): Generator<Finding> {
    if (line.kind === 'finding') yield line.finding;
    else if (line.kind === 'checkpoint') yield* this.#takeCheckpoint(line.checkpoint);
    else if (line.kind === 'batch') yield* this.#takeBatch(line);
    else yield* this.#takeTail(line);
  }

  *#takeCheckpoint(checkpoint: SignedCheckpoint): Generator<Finding> {
    const { facts, findings } = checkCheckpoint(checkpoint, this.#checkpoint, this.#options);
    yield* findings;
    this.#checkpoint = checkpoint;
    this.#counts.checkpoints += 1;
    if (checkpoint.token === undefined) this.#counts.unstamped += 1;
    if (facts) this.#awaited.set(facts.batch, [...(this.#awaited.get(facts.batch) ?? []), facts]);
  }

  *#takeBatch({ batch, entries, rows }: Extract<RecordLine, { kind: 'batch' }>): Generator<Finding> {
    yield* checkHeader(batch, this.#batch, this.#options.anywhere ?? false);
    yield* checkEntries(batch, entries);
    yield* checkRows(entries, rows);
    for (const row of rows) {
      const finding = checkStep(row);
      if (finding) yield finding;
      if (row.step?.content?.stateHash === '') this.#counts.destroyed += 1;
    }
    for (const { number, header, entries: count } of this.#awaited.get(batch.number) ?? [])
      if (header !== batch.header || count !== batch.first + batch.size)
        yield { kind: 'checkpointContradicts', what: `checkpoint ${number}` };
    this.#awaited.delete(batch.number);
    this.#first ??= batch;
    this.#batch = batch;
    this.#counts.batches += 1;
    this.#counts.entries += entries.length;
  }

  *#takeTail({ row, at }: Extract<RecordLine, { kind: 'tail' }>): Generator<Finding> {
    this.#counts.tail += 1;
    if (this.#oldest === undefined || at < this.#oldest) this.#oldest = at;
    const finding = checkStep(row);
    if (finding) yield { ...finding, what: `${nameOf(row)} (not sealed yet)` };
  }

  /** Checkpoints of batches that are not there; in a part of the record only those within it count. */
  *leftOver(): Generator<Finding> {
    for (const facts of [...this.#awaited.values()].flat()) {
      const outside = this.#options.anywhere && (facts.batch < (this.#first?.number ?? 0) || facts.batch > (this.#batch?.number ?? 0));
      if (!outside) yield { kind: 'checkpointContradicts', what: `checkpoint ${facts.number}` };
    }
  }

  summary(): VerifySummary {
    const { tail, ...counts } = this.#counts;
    return {
      ...counts,
      ...(this.#batch && { header: this.#batch.header }),
      tail: { rows: tail, ...(this.#oldest !== undefined && { oldest: this.#oldest }) },
    };
  }
}
