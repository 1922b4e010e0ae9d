import { can } from '../../policies/can.ts';
import type { CaseAt } from '../case-command.ts';
import { requireVisibleCase } from '../rights/case-rights.ts';
import { forbidden } from '../../casework/require-permission.ts';

/** Those who carry a case choose what is done in it: who started it, who has or had one of its tasks, who may hold it back. */
export function authorizeCarrier(at: CaseAt): void {
  requireVisibleCase(at);
  const { startedPerson, participants } = at.loaded.case;
  if (at.persons.some((person) => person === startedPerson || participants.includes(person))) return;
  const permission = can(at.ability, 'suspend', 'Case', { ...at.loaded.case });
  if (!permission.allowed) throw forbidden(permission, 'complete', 'Case');
}
