import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { sealRecord as seal } from '../store/queues/seal-record.ts';

const MOST = 2_000;
const PASSED = {
  recordRead: () => crashPoint('recordRead'),
  batchWritten: () => crashPoint('batchWritten'),
  batchSealed: () => crashPoint('batchSealed'),
};

/** Seals what has been committed since; true while there may be more. Does nothing while another node is at it. */
export async function sealRecord({ db, clock }: Services): Promise<boolean> {
  const sealed = await seal(db, { now: clock(), most: MOST, passed: PASSED });
  return sealed?.full ?? false;
}
