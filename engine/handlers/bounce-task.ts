/** The system of another agency cannot take the work that it was asked for. */
import { Rejection } from '../../errors.ts';
import { openUserTask as reopen } from '../behaviors/user-tasks.ts';
import type { BounceTask } from '../command.ts';
import { raiseIncident } from '../incidents.ts';
import { closeWork } from '../instances.ts';
import type { Run } from '../run.ts';
import { openUserTask } from './expected.ts';

/** Throws conflict `taskNotExchange`. An incident that is resolved opens the task, and asks, again. */
export function bounceTask(run: Run, { instance: id, message }: BounceTask): void {
  const instance = openUserTask(run, id);
  const binding = instance.memory.bd;
  if (binding?.mode !== 'exchange')
    throw new Rejection('conflict', 'taskNotExchange', `Expected ${instance.node.id} (${id}) to be done in another system.`);
  if (binding.onBounce === 'paper') {
    instance.memory.bd = { ...binding, mode: 'paper' };
    return reopen(run, instance, true);
  }
  closeWork(run, instance, 'cancelled');
  delete instance.memory.bd;
  raiseIncident(run, instance, ['execute'], 'exchangeBounced', message);
}
