import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { IdempotencyKey, MatchedMessage, SaveStepResult } from '../../store/contract.ts';
import { saveStep } from '../../store/repositories/save-step.ts';
import type { Services, StartOutcome, StepOutcome } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import { AGAIN } from '../retry.ts';
import type { Prepared } from './prepare.ts';

export interface Saved {
  readonly outcome: StepOutcome | StartOutcome;
  /** stored messages that meet what the step now waits for */
  readonly matched: readonly MatchedMessage[];
}

/** One statement. Throws conflict `messageConsumed` when somebody else delivered the message this step is about. */
export async function save({ db }: Services, { step, outcome }: Prepared, key: IdempotencyKey | undefined): Promise<Saved | typeof AGAIN> {
  crashPoint('beforeSave');
  const saved = await unlessTaken(
    async () => await saveStep(db, key ? { ...step, idempotency: { ...key, response: outcome as unknown as Json } } : step),
  );
  crashPoint('stepSaved');
  switch (saved.status) {
    case 'applied':
      return { outcome, matched: saved.matched };
    case 'duplicate':
      return { outcome: saved.response as unknown as StepOutcome, matched: [] };
    case 'consumed':
      throw new Rejection('conflict', 'messageConsumed', 'Expected the message to wait for delivery, but it has been delivered.');
    default:
      return AGAIN;
  }
}

/** Two cases drew the same code, by chance: the case is begun again, and draws another. */
async function unlessTaken(saving: () => Promise<SaveStepResult>): Promise<SaveStepResult> {
  try {
    return await saving();
  } catch (error) {
    if (error instanceof Rejection && error.code === 'caseCodeTaken') return { status: 'stale' };
    throw error;
  }
}
