/** One command for each of many lines of a round, each a step of its own, with its own rights and its own answer. */
import { Rejection } from '../../errors.ts';
import { can } from '../../policies/can.ts';
import { findLineTasks, type LineTask } from '../../store/queries/rounds.ts';
import { loadCase } from '../../store/repositories/load-case.ts';
import type { Request } from '../case-command.ts';
import type { ItemResult, RunCommand, RunOptions, StepOutcome } from '../contract.ts';
import type { LineResult } from '../round-contract.ts';
import { crashPoint } from '../crash-point.ts';
import { inLanes } from '../in-lanes.ts';
import { isUuid } from '../is-uuid.ts';
import { itemResult } from '../item-result.ts';
import type { Acting } from '../rights/acting.ts';
import { notFound } from '../../casework/require-permission.ts';
import { requireRows, rowKey, WIDTH } from './import-lines.ts';

export interface LineRow {
  readonly line: string;
}

/** `what` names one of the steps of a row, for its idempotency key. */
export type OptionsOf = (what: string) => RunOptions;

/** In the order of the rows. Throws validation `rowsInvalid`. */
export async function overLines<R extends LineRow>(
  { options: { idempotencyKey } }: Request<unknown>,
  rows: readonly R[],
  work: (row: R, options: OptionsOf) => Promise<StepOutcome>,
): Promise<readonly LineResult[]> {
  requireRows(rows);
  return await inLanes(rows, WIDTH, async (row, index): Promise<LineResult> => {
    const options: OptionsOf = (what) => ({ idempotencyKey: rowKey(idempotencyKey, index, what) });
    const result: ItemResult<StepOutcome> = await itemResult(async () => await asLine(work(row, options)));
    crashPoint('rowDone');
    return { line: row.line, result };
  });
}

/** A line whose task the actor cannot see is as one that is not there. */
async function asLine<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Rejection && error.kind === 'notFound' ? notFound('Line') : error;
  }
}

/** The task of each line at one element. The answer throws notFound `lineNotFound`, conflict `lineElsewhere`. */
export async function tasksAt(
  { ability }: Acting,
  { services }: Request<unknown>,
  { round, node }: { readonly round: string; readonly node: string },
  rows: readonly LineRow[],
): Promise<(line: string) => Promise<LineTask>> {
  if (!isUuid(round)) throw notFound('Round');
  const lines = rows.map(({ line }) => line).filter(isUuid);
  const tasks = await findLineTasks(services.db, round, node, lines);
  return async (line) => {
    const task = tasks.get(line);
    if (task) return task;
    const found = tasks.has(line) ? await loadCase(services.db, line, { now: services.clock(), tasks: [] }) : undefined;
    if (!found || !can(ability, 'read', 'Case', { ...found.case }).allowed) throw notFound('Line');
    throw new Rejection('conflict', 'lineElsewhere', `Expected line ${line} to have a task at '${node}'.`, { details: { node } });
  };
}

/** Takes a task that nobody has. Another row of the same line may have been faster; whoever else has it is found out next. */
export async function takeTask(
  run: RunCommand,
  { services, actor }: Request<unknown>,
  { caseId, open, assignee, instance }: LineTask & { readonly caseId: string },
  options: OptionsOf,
): Promise<void> {
  if (!open || assignee !== undefined) return;
  try {
    await run<'claimTask'>(services, actor, { type: 'claimTask', caseId, instance }, options(':claim'));
  } catch (error) {
    if (!(error instanceof Rejection && error.code === 'taskClaimed')) throw error;
  }
}
