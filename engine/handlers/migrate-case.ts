/**
 * Moves a running case to another version of its process: every active element must have a counterpart, clocks go on, and the
 * case must still be able to reach an end; otherwise it is refused with every reason, and nothing changes.
 */
import { type Problem, Rejection } from '../../errors.ts';
import { rescope } from '../behaviors/separation.ts';
import { openCompanion, openUserTask } from '../behaviors/user-tasks.ts';
import { carryOut } from '../behaviors/work.ts';
import type { MigrateCase } from '../command.ts';
import { attempt } from '../incidents.ts';
import { hasOpenUserTask } from '../instances.ts';
import { type MigrationPlan, planMigration, problem } from '../migration/plan.ts';
import { rearm } from '../migration/rearm.ts';
import { renameMemory } from '../migration/rename-memory.ts';
import type { ProcessModel } from '../model/process-model.ts';
import { addInstance, type Instance, NeedSignal, type Run } from '../run.ts';
import { caseCanEnd } from '../soundness/can-end.ts';

export function migrateCase(run: Run, command: MigrateCase): void {
  const model = run.context.model(command.definition);
  if (!model) throw new NeedSignal({ kind: 'model', id: command.definition });
  const plan = planMigration(run, model, command.map);
  if (plan.problems.length) throw refused(model, plan.problems);
  const pairs = replaceInstances(run, plan);
  run.definitions[0] = model.id;
  const problems = pairs.flatMap(([before, after]) => carryOver(run, before, after, plan));
  if (!caseCanEnd(run)) problems.push(problem('cannotEnd', model.key, `In ${model.id} the case could not reach an end from where it is.`));
  if (problems.length) throw refused(model, problems);
}

function refused(model: ProcessModel, problems: readonly Problem[]): Rejection {
  return new Rejection(
    'conflict',
    'migrationRefused',
    `Expected the case to fit ${model.id}, but: ${problems.map(({ message }) => message).join(' ')}`,
    { problems },
  );
}

/** New instances with the same ids, in the same order; those of called processes only hang below new parents. */
function replaceInstances(run: Run, plan: MigrationPlan): [before: Instance, after: Instance][] {
  const old = [...run.instances.values()];
  const replaced = new Map<Instance, Instance>();
  run.instances.clear();
  for (const before of old) {
    const node = plan.nodes.get(before) ?? before.node;
    const memory = plan.nodes.has(before) ? renameMemory(before.memory, plan.rename) : before.memory;
    const after = addInstance(
      run,
      before.id,
      node,
      before.parent && replaced.get(before.parent),
      memory,
      plan.nodes.has(before) ? plan.to : before.model,
    );
    rescope(before, after);
    replaced.set(before, after);
    if (before === run.root) run.root = after;
  }
  return [...replaced].filter(([before]) => plan.nodes.has(before));
}

/** Rows follow: timers, subscriptions, the task as the new version words it, a job of another topic. */
function carryOver(run: Run, before: Instance, after: Instance, plan: MigrationPlan): Problem[] {
  const stopped = attempt(() => {
    rearm(run, before, after, plan.rename);
    if (after.memory.dy && after.parent) openCompanion(run, after, after.parent.id, after.memory.dy, true);
    else if (hasOpenUserTask(after)) openUserTask(run, after, true);
    if (jobDiffers(before, after)) {
      run.effects.push({ type: 'jobRemoved', instance: after.id });
      carryOut(run, after);
    }
  });
  return stopped ? [problem(stopped.kind, before.node.id, stopped.message)] : [];
}

function jobDiffers(before: Instance, after: Instance): boolean {
  const old = before.node.work;
  const now = after.node.work;
  if (old?.type !== 'job' || now?.type !== 'job' || after.memory.inc || after.children.length) return false;
  return old.topic !== now.topic || before.node.id !== after.node.id;
}
