/** Rights on a vote: a member of the council votes by being one; everything else is for whoever works on the task. */
import type { VoteMemory } from '../../engine/state.ts';
import type { CaseAt } from '../case-command.ts';
import { taskAt } from '../rights/task-rights.ts';
import { authorizeWork } from './require-mine.ts';

export function voteAt({ loaded }: Pick<CaseAt, 'loaded'>, instance: number): VoteMemory | undefined {
  return loaded.state.i.find(([id]) => id === instance)?.[3]?.vo;
}

/** The actor acts for itself as a member of the council, recused or not: state says later whether it may vote. */
export function actsAsMember(at: CaseAt, instance: number, member: string): boolean {
  const { person, onBehalfOf } = at.actor;
  return member === person && onBehalfOf === undefined && (voteAt(at, instance)?.c.some(([one]) => one === person) ?? false);
}

/** Throws notFound, then forbidden. */
export function authorizeVote(at: CaseAt, instance: number, member: string): void {
  taskAt(at, instance);
  if (!actsAsMember(at, instance, member)) authorizeWork(at, instance, 'complete');
}
