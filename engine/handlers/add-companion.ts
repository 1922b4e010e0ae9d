/**
 * Opinions and counter-signatures beside a running user task. "Before": the task cannot be completed until they are given.
 * "After": the token stays until they are given, one after the other, and only then goes on.
 */
import { Rejection } from '../../errors.ts';
import { rememberPerformer } from '../behaviors/separation.ts';
import { openCompanion } from '../behaviors/user-tasks.ts';
import type { AddCompanion, Variables } from '../command.ts';
import { completeInstance } from '../completion.ts';
import { closeWork, removeInstance } from '../instances.ts';
import { createInstance, type Instance, type Run } from '../run.ts';
import type { DynamicTask } from '../state.ts';
import { localsOf, propagate, setLocal } from '../variables.ts';
import { openUserTask } from './expected.ts';

/** Where the anchor keeps what it produced until its companions are done; no expression can name it. */
const PRODUCED = '$produced';

export function addCompanion(run: Run, command: AddCompanion): void {
  const anchor = openUserTask(run, command.instance);
  if (anchor.memory.dy) throw new Rejection('conflict', 'companionOfCompanion', 'Expected the task itself, not an opinion on it.');
  const companions = (anchor.memory.co ??= {});
  if (command.position === 'after') (companions.after ??= []).push(command.task);
  else (companions.before ??= []).push(open(run, anchor, command.task).id);
}

function open(run: Run, anchor: Instance, task: DynamicTask): Instance {
  const companion = createInstance(run, anchor.node, anchor, { dy: task });
  openCompanion(run, companion, anchor.id, task);
  return companion;
}

/** Answers true when the token stays for companions; the task itself is closed. */
export function startCompanionsAfter(run: Run, anchor: Instance, produced: Variables, outcome: string | undefined): boolean {
  const next = anchor.memory.co?.after?.shift();
  if (!next || !anchor.memory.co) return false;
  closeWork(run, anchor, 'completed', outcome);
  anchor.memory.co.done = 1;
  setLocal(run, anchor, PRODUCED, produced);
  open(run, anchor, next);
  return true;
}

export function completeCompanion(run: Run, companion: Instance, produced: Variables, outcome: string | undefined): void {
  const anchor = companion.parent;
  if (!anchor?.memory.co) return;
  rememberPerformer(run, anchor.node.id, companion);
  const { outcome: _, ...given } = produced;
  propagate(run, anchor, given);
  removeInstance(run, companion, 'completed', 'completed', outcome);
  companionGone(run, anchor, companion);
}

/** Nobody will give this opinion: the task goes on without it. */
export function dropCompanion(run: Run, companion: Instance): void {
  removeInstance(run, companion, 'cancelled');
  if (companion.parent) companionGone(run, companion.parent, companion);
}

function companionGone(run: Run, anchor: Instance, companion: Instance): void {
  const { co } = anchor.memory;
  if (!co) return;
  if (co.before) co.before = co.before.filter((id) => id !== companion.id);
  if (co.before?.length === 0) delete co.before;
  if (co.done) return continueAfter(run, anchor);
  if (!co.before && !co.after?.length) delete anchor.memory.co;
}

function continueAfter(run: Run, anchor: Instance): void {
  const next = anchor.memory.co?.after?.shift();
  if (next) {
    open(run, anchor, next);
    return;
  }
  const produced = (localsOf(run, anchor)?.[PRODUCED] ?? {}) as Variables;
  completeInstance(run, anchor, produced);
}
