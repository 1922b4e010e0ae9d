/** A term of the register, counted (law/deadline.ts), with the versions it was counted with. */
import { Rejection } from '../../errors.ts';
import type { DeadlineRecord, DeadlineReference } from '../../engine/ports.ts';
import { computeDeadline } from '../../law/deadline.ts';
import { isSettled, isTerm } from '../../law/register-entry.ts';
import type { Services } from '../contract.ts';
import type { Missing } from '../step/parts.ts';
import { entryAsOf } from './find-parameter.ts';

const USUAL_CALENDAR = 'vn';

export async function findDeadline({ law }: Services, reference: DeadlineReference): Promise<DeadlineRecord | Missing> {
  const { parameter: key, calendar: calendarKey = USUAL_CALENDAR, start, asOf } = reference;
  const [versions, calendar] = await Promise.all([law.parameters(key), law.calendar(calendarKey)]);
  if (versions.length === 0) return { missing: `Expected parameter '${key}' to be in the register.` };
  if (!calendar) return { missing: `Expected calendar '${calendarKey}' to be in the register.` };
  try {
    const entry = entryAsOf(versions, asOf);
    if (!isTerm(entry)) return { missing: `Expected parameter '${key}' to be a term, but it is of kind ${entry.kind}.` };
    const { due, explanation, ...counted } = computeDeadline(entry, calendar, start);
    const { parameter, parameterVersion, calendarVersion, provisional, localDate } = counted;
    return {
      due: new Date(due).toISOString(),
      parameter,
      parameterVersion,
      calendarVersion,
      provisional,
      localDate,
      citation: entry.citation,
      settled: isSettled(entry),
      explanation,
    };
  } catch (error) {
    if (error instanceof Rejection) return { missing: error.message };
    throw error;
  }
}
