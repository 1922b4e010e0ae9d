/** Whether a request is the user's to decide, and where it is not, why. */
import type { Ability } from '../../../policies/ability.ts';
import { can } from '../../../policies/can.ts';
import type { RequestItem, SessionNow } from '../shared/types.ts';
import type { OpenRequest } from './use-decide.ts';

export type Standing =
  | { readonly is: 'mine'; readonly request: OpenRequest }
  /** it is the user's to put right, on the page of its case */
  | { readonly is: 'toCorrect' }
  | { readonly is: 'not'; readonly why: 'own' | 'checking' | 'correcting' | 'other' | 'department' | 'ended' | 'elsewhere' }
  /** a rule says why */
  | { readonly is: 'forbidden'; readonly reason: { readonly vi: string; readonly en: string } };

const DECISION = 'approveRequest';
const CORRECTION = 'correctRequest';

export function standingOf(request: RequestItem, { account, person }: SessionNow, ability: Ability | undefined): Standing {
  const { task, startedBy, startedPerson } = request;
  if (!task) return { is: 'not', why: request.result ? 'ended' : 'checking' };
  const isMine = task.assignee === account || task.assignee === person;
  if (task.node === CORRECTION) return isMine ? { is: 'toCorrect' } : { is: 'not', why: 'correcting' };
  if (task.node !== DECISION || !task.signedHere) return { is: 'not', why: 'elsewhere' };
  if (startedBy === account || startedPerson === person) return { is: 'not', why: 'own' };
  if (task.permissions.includes(isMine ? 'complete' : 'claim')) return { is: 'mine', request: { ...request, task } };
  if (task.assignee !== undefined && !isMine) return { is: 'not', why: 'other' };
  const permission = ability && can(ability, 'claim', 'Task', { ...task });
  if (permission && !permission.allowed && permission.code === 'forbidden.rule') return { is: 'forbidden', reason: permission.reason };
  return { is: 'not', why: 'department' };
}
