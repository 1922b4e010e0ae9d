/** A term of the register, counted (law/deadline.ts), with the versions it was counted with. */
import { Rejection } from '../errors.ts';
import type { DeadlineRecord, DeadlineReference } from '../engine/ports.ts';
import type { Calendar } from '../law/calendar.ts';
import { computeDeadline } from '../law/deadline.ts';
import type { Parameter } from '../law/parameter.ts';
import { resolveParameter } from '../law/resolve-parameter.ts';
import type { Missing } from './missing.ts';

const USUAL_CALENDAR = 'vn';

export const calendarKeyOf = ({ calendar }: DeadlineReference): string => calendar ?? USUAL_CALENDAR;

/** `versions`: all active ones of the parameter, none where it is not in the register. */
export function countDeadline(
  reference: DeadlineReference,
  versions: readonly Parameter[],
  calendar: Calendar | undefined,
): DeadlineRecord | Missing {
  if (versions.length === 0) return { missing: `Expected parameter '${reference.parameter}' to be in the register.` };
  if (!calendar) return { missing: `Expected calendar '${calendarKeyOf(reference)}' to be in the register.` };
  try {
    const deadline = computeDeadline(resolveParameter(versions, reference.asOf), calendar, reference.start);
    const { due, parameter, parameterVersion, calendarVersion, provisional, explanation } = deadline;
    return { due: new Date(due).toISOString(), parameter, parameterVersion, calendarVersion, provisional, explanation };
  } catch (error) {
    if (error instanceof Rejection) return { missing: error.message };
    throw error;
  }
}
