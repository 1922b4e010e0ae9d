import type { Node } from './model/process-model.ts';
import type { Instance, Run } from './run.ts';
import { setLocal } from './variables.ts';

/** The variable that a start event names gets the account of who starts there. A system is nobody a task could be given to: null. */
export function tellInitiator(run: Run, process: Instance, start: Node | undefined): void {
  const { account, person } = run.context.actor;
  if (start?.initiator !== undefined) setLocal(run, process, start.initiator, person === undefined ? null : account);
}
