import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { findUnstamped, saveTimeStamp, signCheckpoint } from '../store/queues/checkpoints.ts';

const DAY_MS = 86_400_000;
/** between two attempts at an authority that does not answer */
const RETRY_MS = 300_000;

/** Signs the record once a day and has it time-stamped. An authority that is down delays its stamps, and nothing else. */
export function checkpointTurn(services: Services): () => Promise<boolean> {
  const { db, clock, recordSigner } = services;
  let retryAt = 0;
  return async () => {
    const now = clock();
    if (recordSigner) {
      const signed = await signCheckpoint(db, recordSigner, { now, olderThan: new Date(Date.parse(now) - DAY_MS).toISOString() });
      if (signed) crashPoint('checkpointSaved');
    }
    if (Date.parse(now) < retryAt) return false;
    const stamped = await stampNext(services);
    if (stamped === 'failed') retryAt = Date.parse(now) + RETRY_MS;
    return stamped === 'stamped';
  };
}

/** Stamps the oldest pending checkpoint. A failure is logged; the checkpoint stays pending. */
export async function stampNext({ db, clock, logger, timeStamp }: Services): Promise<'nothing' | 'stamped' | 'failed'> {
  const pending = timeStamp && (await findUnstamped(db));
  if (!timeStamp || !pending) return 'nothing';
  try {
    const stamp = await timeStamp(pending.signature);
    crashPoint('timeStampGiven');
    await saveTimeStamp(db, pending.number, stamp, clock());
    crashPoint('timeStampSaved');
    return 'stamped';
  } catch (error) {
    logger.warn({ error, checkpoint: pending.number }, 'a checkpoint has no time stamp yet and will be tried again');
    return 'failed';
  }
}
