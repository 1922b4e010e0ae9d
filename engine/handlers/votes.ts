/** Ballots and recusals. Who may enter a ballot is the diagram's: the member, or whoever works on the task, from the minutes. */
import { Rejection } from '../../errors.ts';
import { excludedPersons, rememberPersons } from '../behaviors/separation.ts';
import { openUserTask as rewordTask } from '../behaviors/user-tasks.ts';
import type { CastVote, RecuseMember } from '../command.ts';
import { attempt } from '../incidents.ts';
import type { VoteFacet } from '../model/process-model.ts';
import type { Instance, Run } from '../run.ts';
import type { VoteMemory } from '../state.ts';
import { allVoted, decided, entitled } from '../votes.ts';
import { finishUserTask } from './complete-user-task.ts';
import { openUserTask } from './expected.ts';

interface UnderWay {
  readonly instance: Instance;
  readonly vote: VoteFacet;
  readonly memory: VoteMemory;
}

/** Throws conflict `taskNotOpen`, `noVote`. */
function underWay(run: Run, id: number): UnderWay {
  const instance = openUserTask(run, id);
  const vote = instance.memory.dy ? undefined : instance.node.userTask?.vote;
  const memory = instance.memory.vo;
  if (vote && memory) return { instance, vote, memory };
  throw new Rejection('conflict', 'noVote', `Expected ${instance.node.id} to have a vote under way.`, {
    details: { element: instance.node.id },
  });
}

export function castVote(run: Run, { instance: id, member, ballot, minutes }: CastVote): void {
  const { instance, vote, memory } = underWay(run, id);
  refuseEntry(run, vote, member, minutes);
  refuseMember(run, instance, memory, member);
  const outcome = instance.node.userTask?.outcomes.find((candidate) => candidate.id === ballot.choice);
  if (!outcome)
    throw new Rejection('validation', 'outcomeUnknown', `Expected a ballot for one of the outcomes, but it is '${ballot.choice}'.`, {
      details: { outcomes: instance.node.userTask?.outcomes.map((candidate) => candidate.id) },
    });
  if (outcome.reasonRequired && ballot.reason === undefined)
    throw new Rejection('validation', 'reasonRequired', `Expected a reason for the outcome '${outcome.id}'.`);
  memory.b[member] = ballot.reason === undefined ? [ballot.choice] : [ballot.choice, ballot.reason];
  if (minutes !== undefined) memory.m = minutes;
  rememberPersons(run, instance.node.id, instance, [member]);
  if (vote.closeWhenAllVoted && allVoted(memory)) closeIfDecided(run, instance, vote);
}

/** A vote is personal: nobody votes for somebody absent; what is entered for another person names the minutes. */
function refuseEntry(run: Run, { entry }: VoteFacet, member: string, minutes: string | undefined): void {
  const { person, onBehalfOf } = run.context.actor;
  const own = person === member && onBehalfOf === undefined;
  if (own && minutes === undefined && entry === 'minutes')
    throw new Rejection('forbidden', 'votesByMinutes', 'Expected ballots to be entered from the minutes.');
  if (own && minutes === undefined) return;
  if (entry === 'members') throw new Rejection('forbidden', 'voteNotYours', 'Expected members to vote for themselves.');
  if (minutes === undefined)
    throw new Rejection('validation', 'minutesRequired', 'Expected the minutes that the ballot is entered from.', {
      problems: [{ code: 'minutesRequired', path: '/minutes', message: 'Expected the minutes that the ballot is entered from.' }],
    });
}

/** Throws forbidden `notInCouncil`, `memberRecused`, `separationOfDuties`. */
function refuseMember(run: Run, instance: Instance, memory: VoteMemory, member: string): void {
  const details = { element: instance.node.id, member };
  if (!memory.c.some(([person]) => person === member))
    throw new Rejection('forbidden', 'notInCouncil', `Expected a member of the council of ${instance.node.id}.`, { details });
  if (!entitled(memory).includes(member))
    throw new Rejection('forbidden', 'memberRecused', `Expected a member who has not stepped back.`, { details });
  if (excludedPersons(run, instance).includes(member))
    throw new Rejection('forbidden', 'separationOfDuties', `Expected a member who did none of the steps this one is separated from.`, {
      details: { ...details, separateFrom: instance.node.userTask?.separateFrom },
    });
}

/** The last ballot closes the vote where it decides it; else the vote stays open, and ballots can be changed. */
function closeIfDecided(run: Run, instance: Instance, vote: VoteFacet): void {
  if (instance.memory.co?.before?.length) return;
  let result;
  try {
    result = decided(run, instance, vote);
  } catch (error) {
    if (error instanceof Rejection) return;
    throw error;
  }
  finishUserTask(run, instance, { [vote.resultVariable]: result.result }, result.outcome);
}

export function recuseMember(run: Run, { instance: id, member, reason, substitute }: RecuseMember): void {
  const { instance, vote, memory } = underWay(run, id);
  const seat = memory.c.find(([person]) => person === member);
  if (!seat || !entitled(memory).includes(member))
    throw new Rejection('conflict', 'notInCouncil', `Expected a member of the council of ${instance.node.id} who has not stepped back.`, {
      details: { element: instance.node.id, member },
    });
  if (substitute !== undefined && memory.c.some(([person]) => person === substitute))
    throw new Rejection('conflict', 'substituteInCouncil', 'Expected a substitute who does not sit on the council.', {
      details: { substitute },
    });
  (memory.r ??= {})[member] = substitute === undefined ? [reason] : [reason, substitute];
  delete memory.b[member];
  const [, role] = seat;
  if (substitute !== undefined) memory.c.push(role === undefined ? [substitute] : [substitute, role]);
  const stopped = attempt(() => rewordTask(run, instance, true)); // who votes is who sees it
  if (stopped) throw new Rejection('conflict', 'voteRuleFailed', stopped.message, { details: { element: instance.node.id } });
  if (vote.closeWhenAllVoted && entitled(memory).length > 0 && allVoted(memory)) closeIfDecided(run, instance, vote);
}
