/**
 * A running deadline is counted again, because a version that says so came into force, or the official notice of a year that was
 * provisional. A deadline that a person has set, or that has been counted again already, stays: conflict `deadlineUnchanged`.
 */
import { Rejection } from '../../errors.ts';
import type { DeadlineRecord } from '../../engine/deadline-record.ts';
import { isTerm } from '../../law/register-entry.ts';
import type { CaseAt, CaseCommandOf, Plan } from '../case-command.ts';
import type { CommandOf, Services } from '../contract.ts';
import { findDeadline } from '../loading/find-deadline.ts';
import { isMissing } from '../../casework/missing.ts';

type Input = Omit<CommandOf<'recomputeDeadline'>, 'type'>;

export const recomputeDeadline: CaseCommandOf<'recomputeDeadline'> = {
  kind: 'case',
  by: 'system',
  whileSuspended: true,
  once: ({ caseId, instance, node, change }) =>
    `recompute:${change.kind}:${change.key}:${change.version}:${caseId}:${instance}:${node ?? ''}`,
  tasks: ({ instance, node }) => (node === undefined ? [instance] : []),
  authorize: () => undefined,
  async decide(at, input) {
    requireRunningStill(at, input);
    const fresh = await recounted(at.services, input);
    if (
      fresh.due === input.before.due &&
      fresh.parameterVersion === input.before.parameterVersion &&
      fresh.calendarVersion === input.before.calendarVersion
    )
      throw unchanged();
    return planOf(input, fresh);
  },
};

function planOf({ instance, node, change, before }: Input, fresh: DeadlineRecord): Plan {
  const reason = { change, before };
  if (node !== undefined) {
    const step = { type: 'changeTimer', instance, node, due: Date.parse(fresh.due), deadline: fresh } as const;
    return { command: { ...step, ...reason }, step };
  }
  const taskChanges = [{ instance, due: fresh }];
  // reminders follow the due date; where that stays, the kernel has nothing to do
  if (fresh.due === before.due) return { command: { type: 'recomputeDeadline', instance, deadline: fresh, ...reason }, taskChanges };
  const step = { type: 'changeTaskDue', instance, due: fresh.due } as const;
  return { command: { ...step, deadline: fresh, ...reason }, step, taskChanges };
}

/** Throws conflict `deadlineUnchanged` where the deadline is no longer the one that the worker read. */
function requireRunningStill({ loaded }: CaseAt, { instance, node, before }: Input): void {
  if (node !== undefined) {
    const memory = loaded.state.i.find(([id]) => id === instance)?.[3];
    if (memory?.t?.[node]?.[0] !== Date.parse(before.due)) throw unchanged();
    return;
  }
  const task = loaded.tasks.find((one) => one.instance === instance);
  if (task?.state !== 'open' || task.due?.due !== before.due || task.due.parameter !== before.parameter || !task.due.counted)
    throw unchanged();
}

async function recounted(services: Services, { change, before }: Input): Promise<DeadlineRecord> {
  const { parameter, counted } = before;
  if (parameter === undefined || !counted) throw unchanged();
  const asOf = change.kind === 'parameter' ? await firstDay(services, change) : counted.asOf;
  const reference = { parameter, ...(counted.calendar !== undefined && { calendar: counted.calendar }), start: counted.start, asOf };
  const record = await findDeadline(services, reference);
  if (isMissing(record)) throw new Rejection('conflict', 'deadlineNotCounted', record.missing);
  return { ...record, counted: { ...counted, asOf } };
}

/** The version that says `recompute` also applies to what began before it. */
async function firstDay({ law }: Services, { key, version }: Input['change']): Promise<string> {
  const entry = (await law.parameters(key)).find((one) => one.version === version);
  if (!entry || !isTerm(entry)) throw unchanged();
  return entry.validFrom;
}

const unchanged = (): Rejection =>
  new Rejection('conflict', 'deadlineUnchanged', 'Expected a running deadline that the change of the law concerns.');
