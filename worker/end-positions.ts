/**
 * A position ended by its day: its grants give nothing from then on by themselves; what its holder had taken and may not take any more
 * goes back to the candidates, and steps under way are decided again. Whoever dies in between is followed by another.
 */
import { WORKER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import { Rejection } from '../errors.ts';
import { closePosition, type HeldTask, listDuePositionEnds, listHeldTasks, type PositionEnd } from '../store/queues/position-ends.ts';

const BATCH = 100;
const REASON = 'Chức vụ đã kết thúc.';

/** How many were dealt with. */
export async function endPositions(services: Services): Promise<number> {
  let done = 0;
  for (;;) {
    const due = await listDuePositionEnds(services.db, services.clock(), BATCH);
    if (due.length > 0) crashPoint('positionEndsListed');
    for (const position of due) {
      await giveBack(services, position);
      await closePosition(services.db, position.id, services.clock());
      crashPoint('positionClosed');
      done += 1;
    }
    if (due.length < BATCH) return done;
  }
}

async function giveBack(services: Services, { account, person }: PositionEnd): Promise<void> {
  if (account === null) return;
  const held = await listHeldTasks(services.db, [account, person]);
  crashPoint('heldTasksListed');
  for (const task of held) {
    await release(services, { account, person }, task);
    crashPoint('positionTaskReleased');
  }
}

/** A refusal means that it is not the holder's any more, still fits, or has nobody else to go to: then a manager gives it to somebody. */
async function release(services: Services, holder: { readonly account: string; readonly person: string }, task: HeldTask): Promise<void> {
  try {
    await runCommand(services, WORKER_ACTOR, { type: 'releaseTask', ...task, holder, unfit: true, reason: REASON });
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
  }
}
