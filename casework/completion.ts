/** How a person finishes a task: with an outcome, and with a reason where the outcome asks for one. */
import { Rejection } from '../errors.ts';
import type { CompleteUserTask, Variables } from '../engine/command.ts';
import type { Outcome, ProcessModel } from '../engine/model/process-model.ts';
import type { TaskFacts } from './task-facts.ts';

/** What was said; blanks are nothing. */
export function given(text: unknown): string | undefined {
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** Undefined where the task declares no outcomes; the kernel refuses one that it does not know. */
export function outcomeOf(model: ProcessModel, task: TaskFacts, id: string | undefined): Outcome | undefined {
  if (task.companion) return undefined;
  const facet = model.nodes.get(task.node)?.userTask;
  // what the votes come to is the kernel's to say
  return facet?.vote ? undefined : facet?.outcomes.find((outcome) => outcome.id === id);
}

/** What may be chosen to finish a task, as the diagram names it. */
export function choicesOf(model: ProcessModel, task: TaskFacts): readonly Outcome[] {
  return task.companion ? [] : (model.nodes.get(task.node)?.userTask?.outcomes ?? []);
}

/** Throws validation `reasonRequired`. */
export function requireReason(outcome: Outcome | undefined, reason: string | undefined): void {
  if (!outcome?.reasonRequired || reason !== undefined) return;
  throw new Rejection('validation', 'reasonRequired', `Expected a reason for the outcome '${outcome.id}'.`, {
    problems: [{ code: 'reasonRequired', path: '/reason', message: `Expected a reason for the outcome '${outcome.id}'.` }],
  });
}

/** The kernel's command. The reason is a variable too: notices and decisions quote it. */
export function completion(
  instance: number,
  outcome: string | undefined,
  variables: Variables,
  reason: string | undefined,
): CompleteUserTask {
  return {
    type: 'completeUserTask',
    instance,
    ...(outcome !== undefined && { outcome }),
    variables: reason === undefined ? variables : { ...variables, reason },
  };
}
