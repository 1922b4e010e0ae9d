/**
 * Something happened to a person: every open case of that person hears of it, once, through the outbox. The diagram of a case listens
 * to message `person.<kind>`; a case that does not listen shows it as unheard.
 */
import { Rejection } from '../../errors.ts';
import { listPersonEventKinds } from '../../store/queries/person-events.ts';
import { reportPersonEvent as save } from '../../store/repositories/person-events.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireInstant, requireText } from '../check-text.ts';
import { crashPoint } from '../crash-point.ts';
import { invalidInput } from '../invalid-input.ts';
import { requireDate, requireWord } from './check-person.ts';
import { eventId } from './event-id.ts';
import { personFor } from './person-rights.ts';

/** Throws validation `kindUnknown`, `dateInFuture`; conflict `personEventIdUsed`. */
export const reportPersonEvent: PlainCommandOf<'reportPersonEvent'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, request, now) {
    const { services, input } = request;
    const person = await personFor(services, acting, input.person, 'reportEvent');
    const kind = requireWord(input.kind, 'kind');
    if (!(await listPersonEventKinds(services.db)).some(({ key }) => key === kind))
      throw invalidInput('kindUnknown', 'kind', `Expected '${kind}' to be a kind of event of the catalogue.`, 'kindUnknown');
    const event = {
      id: eventId(request),
      person: person.id,
      kind,
      on: notAfter(requireDate(input.date, 'date'), now),
      document: requireText(input.document, 'document', 500),
      reason: requireText(input.reason, 'reason'),
      ...(input.expiresAt !== undefined && { expires: requireInstant(input.expiresAt, 'expiresAt') }),
    };
    const reported = await save(services.db, event, acting.actor, now);
    crashPoint('personEventSaved');
    return reported;
  },
};

/** An event is what has happened; in Vietnam it may be tomorrow already. */
function notAfter(date: string, now: string): string {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString();
  if (date <= today) return date;
  throw new Rejection('validation', 'dateInFuture', `Expected a date until ${today}, but it is ${date}.`, {
    details: { today },
    problems: [{ code: 'dateInFuture', path: '/date', message: `Expected a date until ${today}.`, details: { today } }],
  });
}
