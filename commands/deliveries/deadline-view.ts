import { deadlineState, nearFrom } from '../../law/deadline-state.ts';
import { explainClock } from '../../law/explain-clock.ts';
import type { DeliveryRecord } from '../../store/queries/list-deliveries.ts';
import type { DeadlineMoment } from '../loading/near-share.ts';
import type { DeadlineView } from '../tasks/deadline-view.ts';

/** With how it stands with the term for reaching the recipient. */
export function deliveryDeadlineView(
  delivery: DeliveryRecord,
  { now, share }: DeadlineMoment,
): DeliveryRecord & { readonly deadline?: DeadlineView } {
  const { producedAt: start, dueAt: due, receivedAt: done } = delivery;
  if (due === undefined) return delivery;
  const clock = { start, due, ...(done !== undefined && { done }) };
  const state = deadlineState(clock, now, share);
  const deadline = {
    ...clock,
    state,
    near: nearFrom(clock, share),
    explanation: explainClock(clock, delivery.due?.explanation),
  };
  return { ...delivery, deadline };
}
