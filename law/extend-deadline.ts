import { Rejection } from '../errors.ts';
import type { Deadline } from './deadline.ts';
import { dateText, joined, sentence } from './explanation-text.ts';
import { isDate } from './shape.ts';

export interface Extension {
  /** ISO date of the new last day: the term then ends at its 24:00 */
  readonly until: string;
  /** force majeure or objective obstacle (sự kiện bất khả kháng, trở ngại khách quan), in the words of the approver */
  readonly reason: string;
  readonly approver: string;
}

/** A term is extended by a person, with a reason, never silently and never backwards. Throws Rejection `law.extension`. */
export function extendDeadline(deadline: Deadline, zone: string, { until, reason, approver }: Extension): Deadline {
  if (!isDate(until) || until <= deadline.localDate) throw refused(`Expected a date after ${deadline.localDate}, but found '${until}'.`);
  if (reason.trim() === '' || approver.trim() === '') throw refused('Expected a reason and the person who approved the extension.');
  const day = Temporal.PlainDate.from(until);
  const extended = sentence('extended', { due: dateText(day), reason, approver });
  return {
    ...deadline,
    due: day.add({ days: 1 }).toZonedDateTime(zone).toInstant().toString(),
    localDate: until,
    explanation: joined([deadline.explanation, extended], ' '),
  };
}

const refused = (message: string): Rejection => new Rejection('validation', 'law.extension', message);
