/**
 * Takes back a wrong event of a person by an act of its own. Cases that had not taken the event do not get it any more; all that
 * heard of it hear `person.<kind>.superseded`. A right event is then reported anew.
 */
import { Rejection } from '../../errors.ts';
import { can } from '../../policies/can.ts';
import { findPersonEvent } from '../../store/queries/person-events.ts';
import { findPersons } from '../../store/queries/persons.ts';
import { reportPersonEvent as save } from '../../store/repositories/person-events.ts';
import type { PlainCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { crashPoint } from '../crash-point.ts';
import { isUuid } from '../is-uuid.ts';
import { notFound, requirePermission } from '../../casework/require-permission.ts';
import { eventId } from './event-id.ts';

/** Throws notFound `personEventNotFound`; conflict `personEventSuperseded`, `personEventIsCorrection`. */
export const supersedePersonEvent: PlainCommandOf<'supersedePersonEvent'> = {
  kind: 'plain',
  by: 'person',
  answer: 'kept',
  async run(acting, request, now) {
    const { services, input } = request;
    const event = isUuid(input.event) ? await findPersonEvent(services.db, input.event) : undefined;
    const [person] = event ? await findPersons(services.db, [event.person]) : [];
    if (!event || !person || !can(acting.ability, 'read', 'Person', { ...person }).allowed) throw notFound('PersonEvent');
    requirePermission(acting.ability, 'reportEvent', 'Person', { ...person }, true);
    if (event.supersedes !== undefined)
      throw new Rejection('conflict', 'personEventIsCorrection', 'Expected an event, but this is the act that took one back.');
    const act = {
      id: eventId(request),
      person: event.person,
      kind: event.kind,
      on: event.date,
      document: requireText(input.document, 'document', 500),
      reason: requireText(input.reason, 'reason'),
      supersedes: event.id,
    };
    const reported = await save(services.db, act, acting.actor, now);
    crashPoint('personEventSaved');
    return reported;
  },
};
