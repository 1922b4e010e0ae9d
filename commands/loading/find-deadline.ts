/** A term of the register, counted (law/deadline.ts), with the versions it was counted with. */
import { Rejection } from '../../errors.ts';
import type { DeadlineRecord, DeadlineReference } from '../../engine/ports.ts';
import { computeDeadline } from '../../law/deadline.ts';
import { resolveParameter } from '../../law/resolve-parameter.ts';
import type { Services } from '../contract.ts';
import type { Missing } from '../step/parts.ts';

const USUAL_CALENDAR = 'vn';

export async function findDeadline({ law }: Services, reference: DeadlineReference): Promise<DeadlineRecord | Missing> {
  const { parameter: key, calendar: calendarKey = USUAL_CALENDAR, start, asOf } = reference;
  const [versions, calendar] = await Promise.all([law.parameters(key), law.calendar(calendarKey)]);
  if (versions.length === 0) return { missing: `Expected parameter '${key}' to be in the register.` };
  if (!calendar) return { missing: `Expected calendar '${calendarKey}' to be in the register.` };
  try {
    const deadline = computeDeadline(resolveParameter(versions, asOf), calendar, start);
    const { due, parameter, parameterVersion, calendarVersion, provisional, explanation } = deadline;
    return { due: new Date(due).toISOString(), parameter, parameterVersion, calendarVersion, provisional, explanation };
  } catch (error) {
    if (error instanceof Rejection) return { missing: error.message };
    throw error;
  }
}
