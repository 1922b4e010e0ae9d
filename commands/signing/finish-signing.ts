/** All has been signed: the task is completed by the person who began, with the rights of now. Refused, nothing of it is ever given out. */
import { Rejection } from '../../errors.ts';
import type { Actor } from '../../engine/command.ts';
import { closeSigning } from '../../store/repositories/signings.ts';
import type { Signing } from '../../store/signing-contract.ts';
import type { CommandOf, RunCommand, Services, StepOutcome } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import type { TaskRef } from '../outcome-contract.ts';
import { completionOf, type TaskCompletion } from './completion-text.ts';

/** Throws what refuses the completion; the signing is then closed. */
export async function finishSigning(
  run: RunCommand,
  services: Services,
  signing: Signing,
  origin: Actor['origin'],
  now: string,
): Promise<StepOutcome> {
  const { id, caseId, instance, account, person, onBehalfOf, completion } = signing;
  const actor = { account, person, ...(onBehalfOf !== undefined && { onBehalfOf }), ...(origin && { origin }) };
  try {
    const on = { caseId, instance, signing: id };
    const step = await run(services, actor, commandOf(on, completionOf(completion)));
    crashPoint('signingFinished');
    return step;
  } catch (error) {
    if (error instanceof Rejection) await closeSigning(services.db, id, 'refused', error.code, now);
    crashPoint('signingClosed');
    throw error;
  }
}

type Finishing = CommandOf<'completeTask'> | CommandOf<'returnTask'> | CommandOf<'recallTask'>;

function commandOf(on: TaskRef & { readonly signing: string }, { returnTo, recall, ...completed }: TaskCompletion): Finishing {
  const reason = completed.reason ?? '';
  if (recall) return { type: 'recallTask', ...on, reason };
  if (returnTo !== undefined) return { type: 'returnTask', ...on, ...given(completed), target: returnTo, reason };
  return { type: 'completeTask', ...on, ...given(completed) };
}

function given({ outcome, reason, variables, copies }: TaskCompletion) {
  return {
    ...(outcome !== undefined && { outcome }),
    ...(reason !== undefined && { reason }),
    ...(variables && { variables }),
    ...(copies && { copies }),
  };
}
