/** What commands may ask for, or the rejection that says what was found instead. */
import { Rejection } from '../../errors.ts';
import { hasOpenUserTask, isStopped } from '../instances.ts';
import { type Instance, isLoopBody, isMarker, type Run } from '../run.ts';

export function instanceOf(run: Run, id: number): Instance {
  const instance = run.instances.get(id);
  if (!instance)
    throw new Rejection('conflict', 'instanceEnded', `Expected activity instance ${id} to be active, but it has ended.`, {
      details: { instance: id },
    });
  return instance;
}

export function openUserTask(run: Run, id: number): Instance {
  const instance = instanceOf(run, id);
  if (!hasOpenUserTask(instance))
    throw new Rejection('conflict', 'taskNotOpen', `Expected ${instance.node.id} (${id}) to be an open user task.`, {
      details: { instance: id, element: instance.node.id },
    });
  return instance;
}

export function openJob(run: Run, id: number): Instance {
  const instance = instanceOf(run, id);
  const waits = instance.node.work?.type === 'job' && !isLoopBody(instance) && !isMarker(instance) && !isStopped(instance);
  if (!waits)
    throw new Rejection('conflict', 'jobNotOpen', `Expected ${instance.node.id} (${id}) to wait for a job.`, {
      details: { instance: id, element: instance.node.id },
    });
  return instance;
}
