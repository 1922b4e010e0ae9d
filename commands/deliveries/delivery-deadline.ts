import { isMissing } from '../../casework/missing.ts';
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import { localDate } from '../../engine/time-values.ts';
import { nearFrom } from '../../law/deadline-state.ts';
import type { Services } from '../contract.ts';
import { findDeadline } from '../loading/find-deadline.ts';
import { deadlineMoment } from '../loading/near-share.ts';

export interface DeliveryTerm {
  readonly due: DeadlineRecord;
  readonly near: string;
}

/** The term by which a document must reach its recipient, counted from when it was made. Throws Error where it is not in the register. */
export async function deliveryDeadline(services: Services, parameter: string, start: string): Promise<DeliveryTerm> {
  const due = await findDeadline(services, { parameter, start, asOf: localDate(Date.parse(start)) });
  // the entry stays in the outbox and is tried again: a sending without its term would look as if it had none
  if (isMissing(due)) throw new Error(due.missing);
  const { share } = await deadlineMoment(services, start);
  return { due, near: nearFrom({ start, due: due.due }, share) };
}
