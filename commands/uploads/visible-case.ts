import { notFound } from '../../casework/require-permission.ts';
import type { Ability } from '../../policies/ability.ts';
import { can } from '../../policies/can.ts';
import type { LoadedCase } from '../../store/contract.ts';

/** To whoever sees the case, or one of its open tasks: its candidates are shown its form and what is attached. Throws notFound `caseNotFound`. */
export function requireVisible(ability: Ability, loaded: LoadedCase | undefined): LoadedCase {
  if (!loaded) throw notFound('Case');
  const seen =
    can(ability, 'read', 'Case', { ...loaded.case }).allowed ||
    loaded.tasks.some((task) => task.state === 'open' && can(ability, 'read', 'Task', { ...task }).allowed);
  if (seen) return loaded;
  throw notFound('Case');
}
