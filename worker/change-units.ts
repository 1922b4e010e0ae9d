/**
 * Changes of units whose day has come. In this order: the units themselves, rights in the new units beside the old ones, persons and
 * files, cases (each a step of its own), then the old rights end. Whoever dies in between is followed by another; twice does no harm.
 */
import { WORKER_ACTOR } from '../commands/actors.ts';
import type { Services } from '../commands/contract.ts';
import { crashPoint } from '../commands/crash-point.ts';
import { runCommand } from '../commands/run-command.ts';
import * as changes from '../store/queues/unit-changes.ts';
import { each } from './each.ts';
import { outlookOf } from './outlook.ts';

const BATCH = 200;
const WIDTH = 4;

/** How many are finished. */
export async function changeUnits(services: Services): Promise<number> {
  let finished = 0;
  for (const change of await changes.listDueUnitChanges(services.db, services.clock())) {
    if (await changes.beginUnitChange(services.db, change, services.clock()))
      services.logger.info({ change }, 'a change of units takes effect');
    crashPoint('unitChangeBegun');
    // this node may remember how work reached the units a moment ago
    services.bindings.forget();
    if (await carryOut(services, change)) finished += 1;
  }
  return finished;
}

async function carryOut(services: Services, change: number): Promise<boolean> {
  for (const what of ['grants', 'persons', 'files'] as const) await moveAll(services, what, change);
  if (!(await moveCases(services, change))) return false;
  while ((await changes.moveEndedCases(services.db, change, BATCH)) > 0) crashPoint('unitBatchMoved');
  await moveAll(services, 'oldGrants', change);
  const first = await changes.finishUnitChange(services.db, change, services.clock());
  crashPoint('unitChangeFinished');
  return first;
}

async function moveAll({ db, clock }: Services, what: changes.UnitBatch, change: number): Promise<void> {
  while ((await changes.moveUnitBatch(db, what, change, BATCH, clock())) > 0) crashPoint('unitBatchMoved');
}

/** False where one of them could not follow: the change goes on at the next turn. */
async function moveCases(services: Services, change: number): Promise<boolean> {
  const { db } = services;
  let complete = true;
  let after = changes.FIRST_CASE;
  for (;;) {
    const page = await changes.listCasesToMove(db, change, after, BATCH);
    let moved = 0;
    await each(page, WIDTH, async (one) => {
      const outcome = await moveCase(services, change, one);
      complete &&= outcome !== 'failed';
      if (outcome === 'moved') moved += 1;
    });
    if (moved > 0) await changes.countMovedCases(db, change, moved);
    after = page.at(-1)?.id ?? after;
    if (page.length < BATCH) return complete;
  }
}

async function moveCase(
  services: Services,
  change: number,
  { id: caseId, unitPath }: changes.CaseToMove,
): Promise<'moved' | 'over' | 'failed'> {
  try {
    await runCommand(services, WORKER_ACTOR, { type: 'moveCaseToUnit', caseId, unitPath, change });
    crashPoint('unitCaseMoved');
    return 'moved';
  } catch (error) {
    if (outlookOf(error) === 'over') return 'over';
    services.logger.error({ error, caseId, change }, 'a case could not follow its unit; it is tried again');
    return 'failed';
  }
}
