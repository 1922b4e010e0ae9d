import { can } from '../../policies/can.ts';
import type { CaseRecord } from '../../store/contract.ts';
import type { CaseAt } from '../case-command.ts';
import { forbidden, notFound } from '../../casework/require-permission.ts';

/** `as`: how the case would have to be for the action. Throws notFound, then forbidden with the rule's reason. */
export function authorizeCase(at: CaseAt, action: string, as: Partial<CaseRecord> = {}): void {
  requireVisibleCase(at);
  const permission = can(at.ability, action, 'Case', { ...at.loaded.case, ...as });
  if (!permission.allowed) throw forbidden(permission, action, 'Case');
}

export function requireVisibleCase({ ability, loaded }: CaseAt): void {
  if (!can(ability, 'read', 'Case', { ...loaded.case }).allowed) throw notFound('Case');
}
