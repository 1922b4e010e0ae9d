import { Rejection } from '../../errors.ts';
import { excludedPersons, performers, rememberPerformer } from '../behaviors/separation.ts';
import type { CompleteUserTask, Variables } from '../command.ts';
import { completeInstance } from '../completion.ts';
import { type Instance, isInner, type Run } from '../run.ts';
import { decided } from '../votes.ts';
import { completeCompanion, startCompanionsAfter } from './add-companion.ts';
import { openUserTask } from './expected.ts';
import { goBack } from './return-to-step.ts';

export function completeUserTask(run: Run, command: CompleteUserTask): void {
  const instance = openUserTask(run, command.instance);
  run.act = command.act;
  refuseSeparated(run, instance);
  if (instance.memory.dy) return completeCompanion(run, instance, withOutcome(command.variables, command.outcome), command.outcome);
  const vote = instance.node.userTask?.vote;
  if (vote) {
    refuseTypedOutcome(instance, command.outcome);
    const { outcome, result } = decided(run, instance, vote);
    return finishUserTask(run, instance, { ...command.variables, [vote.resultVariable]: result }, outcome);
  }
  finishUserTask(run, instance, command.variables, command.outcome);
}

/** `chosen`: by who did the task, or by the votes. */
export function finishUserTask(run: Run, instance: Instance, variables: Variables, chosen: string | undefined): void {
  const produced = withOutcome(variables, chosen);
  const outcome = outcomeOf(instance, chosen);
  refuseWhileHeld(instance);
  rememberPerformer(run, instance.node.id, instance);
  if (outcome?.returnTo !== undefined) return goBack(run, instance, outcome.returnTo, produced, 'completed', outcome.id);
  if (startCompanionsAfter(run, instance, produced, chosen)) return;
  completeInstance(run, instance, produced, chosen);
}

function withOutcome(variables: Variables, outcome: string | undefined): Variables {
  return outcome === undefined ? variables : { ...variables, outcome };
}

/** What a council decided is counted, not typed. */
function refuseTypedOutcome(instance: Instance, outcome: string | undefined): void {
  if (outcome === undefined) return;
  throw new Rejection('validation', 'outcomeByVote', `Expected the outcome of ${instance.node.id} to be left to the votes.`, {
    details: { element: instance.node.id },
  });
}

function outcomeOf(instance: Instance, id: string | undefined) {
  const outcomes = instance.node.userTask?.outcomes ?? [];
  if (outcomes.length === 0) return undefined;
  const outcome = outcomes.find((candidate) => candidate.id === id);
  if (outcome) return outcome;
  throw new Rejection(
    'validation',
    'outcomeUnknown',
    `Expected the outcome of ${instance.node.id} to be one of ${outcomes.map((candidate) => candidate.id).join(', ')}, but it is '${id ?? ''}'.`,
    {
      details: { outcomes: outcomes.map((candidate) => candidate.id) },
    },
  );
}

/** Separation of duties is by person: for somebody absent, neither of the two may have done the other step. */
function refuseSeparated(run: Run, instance: Instance): void {
  const excluded = excludedPersons(run, instance);
  const found = performers(run).find((id) => excluded.includes(id));
  if (found !== undefined) {
    throw new Rejection(
      'forbidden',
      'separationOfDuties',
      `Expected ${instance.node.id} to be done by a person who did not do ${instance.node.userTask?.separateFrom.join(', ')}.`,
      {
        details: { element: instance.node.id, separateFrom: instance.node.userTask?.separateFrom },
      },
    );
  }
}

function refuseWhileHeld(instance: Instance): void {
  if (!instance.memory.co?.before?.length) return;
  throw new Rejection('conflict', 'opinionsPending', `Expected the opinions asked for on ${instance.node.id} to be given first.`, {
    details: { waitingFor: instance.memory.co.before, inner: isInner(instance) },
  });
}
