/** The ballot of a member of a council: the member's own, or entered from the minutes by who works on the task. */
import { requireNotExcluded } from '../../casework/excluded.ts';
import { requireOpen } from '../../casework/task-rights.ts';
import { happened } from '../happened.ts';
import type { Person } from '../people.ts';
import type { StepOf } from '../scenario.ts';
import { takeStep } from '../take-step.ts';
import type { SimTask, World } from '../world.ts';
import { personOf } from './person-of.ts';
import { atWork } from './task-acts.ts';
import { taskOf } from './task-of.ts';

export function vote(world: World, { vote: node, by, choice, member, minutes, reason, loop }: StepOf<'vote'>): void {
  const person = personOf(world, by);
  const task = taskOf(world, node, person, loop);
  const voter = member ?? person.actor.person;
  // who enters ballots has taken the task, as whoever completes it
  if (!ownSeat(world, task, person, voter)) world.tasks.set(task.instance, atWork(task, person, 'complete'));
  requireOpen(task);
  requireNotExcluded(task, [voter]);
  const ballot = { choice, ...(reason !== undefined && { reason }) };
  const from = minutes !== undefined && { minutes };
  takeStep(world, person.actor, { type: 'castVote', instance: task.instance, member: voter, ballot, ...from });
  happened(world, 'happened.voted', { who: voter, task: node, choice });
}

/** A member of the council votes by being one, whatever its other rights. */
function ownSeat({ state }: World, { instance }: SimTask, { actor }: Person, voter: string): boolean {
  const seats = state?.i.find(([id]) => id === instance)?.[3]?.vo?.c ?? [];
  return voter === actor.person && seats.some(([one]) => one === voter);
}
