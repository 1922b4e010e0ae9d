/** One handler per command. Each first refuses what does not fit the state, then changes it; settling follows in `step`. */
import { Rejection } from '../../errors.ts';
import { cancelCase } from '../behaviors/scopes.ts';
import { broadcastSignal } from '../behaviors/throwing.ts';
import type { KernelCommand } from '../command.ts';
import type { Run } from '../run.ts';
import { setLocals } from '../variables.ts';
import { addCompanion } from './add-companion.ts';
import { completeAdHoc, enableActivity } from './ad-hoc.ts';
import { changeTaskDue, changeTimer, fireTimer } from './timers.ts';
import { completeJob, failJob, throwBpmnError } from './jobs.ts';
import { completeUserTask } from './complete-user-task.ts';
import { castVote, recuseMember } from './votes.ts';
import { deliverMessage, triggerEvent } from './deliver-message.ts';
import { instanceOf } from './expected.ts';
import { migrateCase } from './migrate-case.ts';
import { moveToken } from './move-token.ts';
import { resolveIncident } from './resolve-incident.ts';
import { recallStep, returnToStep } from './return-to-step.ts';
import { startCase } from './start-case.ts';

export function handle(run: Run, command: KernelCommand): void {
  if (command.type === 'startCase') return startCase(run, command);
  if (!run.root)
    throw new Rejection('conflict', 'caseEnded', `Expected the case to be active, but it is ${run.ended}.`, {
      details: { state: run.ended },
    });
  switch (command.type) {
    case 'completeUserTask':
      return completeUserTask(run, command);
    case 'castVote':
      return castVote(run, command);
    case 'recuseMember':
      return recuseMember(run, command);
    case 'completeJob':
      return completeJob(run, command);
    case 'failJob':
      return failJob(run, command);
    case 'throwBpmnError':
      return throwBpmnError(run, command);
    case 'fireTimer':
      return fireTimer(run, command);
    case 'changeTimer':
      return changeTimer(run, command);
    case 'changeTaskDue':
      return changeTaskDue(run, command);
    case 'deliverMessage':
      return deliverMessage(run, command);
    case 'deliverSignal':
      broadcastSignal(run, command.name, command.variables);
      return;
    case 'triggerEvent':
      return triggerEvent(run, command);
    case 'setVariables':
      return setLocals(run, command.instance === undefined ? run.root : instanceOf(run, command.instance), command.variables);
    case 'enableActivity':
      return enableActivity(run, command);
    case 'completeAdHoc':
      return completeAdHoc(run, command);
    case 'returnToStep':
      return returnToStep(run, command);
    case 'recallStep':
      return recallStep(run, command);
    case 'addCompanion':
      return addCompanion(run, command);
    case 'resolveIncident':
      return resolveIncident(run, command);
    case 'moveToken':
      return moveToken(run, command);
    case 'migrateCase':
      return migrateCase(run, command);
    case 'cancelCase':
      return cancelCase(run);
  }
}
