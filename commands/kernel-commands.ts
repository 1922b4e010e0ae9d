/** Which entries of the log change the state of the kernel; the others touch tasks and the case only. */
import type { KernelCommand } from '../engine/command.ts';
import type { LoggedCommand } from '../store/contract.ts';

const KERNEL: Readonly<Record<KernelCommand['type'], true>> = {
  startCase: true,
  completeUserTask: true,
  castVote: true,
  recuseMember: true,
  completeJob: true,
  failJob: true,
  fireTimer: true,
  deliverMessage: true,
  deliverSignal: true,
  triggerEvent: true,
  setVariables: true,
  enableActivity: true,
  completeAdHoc: true,
  returnToStep: true,
  recallStep: true,
  addCompanion: true,
  throwBpmnError: true,
  resolveIncident: true,
  changeTimer: true,
  changeTaskDue: true,
  moveToken: true,
  migrateCase: true,
  cancelCase: true,
};

export function isKernelCommand(command: LoggedCommand): command is KernelCommand {
  return Object.hasOwn(KERNEL, command.type);
}
