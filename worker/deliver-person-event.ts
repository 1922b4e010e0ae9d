import { MESSAGE_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import type { ClaimedOutbox } from '../store/contract.ts';
import { deliverDirected } from './deliver-directed.ts';

interface PersonEvent {
  readonly id: string;
  readonly kind: string;
  readonly person: string;
  readonly date: string;
}

/** The case takes the event where its diagram listens; else its history says that the event came, and it stays to be taken later. */
export async function deliverPersonEvent(services: Services, { payload }: Pick<ClaimedOutbox, 'payload'>): Promise<void> {
  const { messageId } = payload as { readonly messageId: string };
  const unheard = await deliverDirected(services, messageId);
  crashPoint('personEventHeard');
  if (!unheard) return;
  const { id: event, kind, person, date } = unheard.payload['personEvent'] as unknown as PersonEvent;
  await runCommand(services, MESSAGE_ACTOR, { type: 'notePersonEvent', caseId: unheard.caseId, event, kind, person, date });
  crashPoint('personEventNoted');
}
