import type { DeadlineReference } from '../../engine/ports.ts';
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import { calendarKeyOf, countDeadline } from '../../casework/count-deadline.ts';
import type { Missing } from '../../casework/missing.ts';
import type { Services } from '../contract.ts';

export async function findDeadline({ law }: Services, reference: DeadlineReference): Promise<DeadlineRecord | Missing> {
  const [versions, calendar] = await Promise.all([law.parameters(reference.parameter), law.calendar(calendarKeyOf(reference))]);
  return countDeadline(reference, versions, calendar);
}
