/**
 * The kernel's one door: (state, variables, command) to (state, variables, effects). Pure: no I/O, no clock, no randomness.
 * Answers a rejection (nothing happens), a need (load it and ask again) or the next state; throws only on a defect.
 */
import { Rejection } from '../errors.ts';
import type { KernelCommand } from './command.ts';
import { handle } from './handlers/handle.ts';
import { exceededLimit } from './limits.ts';
import { openRun, saveState, saveVariables } from './load-state.ts';
import type { StepContext } from './ports.ts';
import { NeedSignal, type Run } from './run.ts';
import { settle } from './settle.ts';
import type { CaseState, CaseVariables } from './state.ts';
import type { StepResult } from './step-result.ts';

const NO_VARIABLES: CaseVariables = {};

/** `state` is undefined for the command that starts the case. */
export function step(
  context: StepContext,
  state: CaseState | undefined,
  variables: CaseVariables | undefined,
  command: KernelCommand,
): StepResult {
  try {
    const before = variables ?? NO_VARIABLES;
    const run = openRun(context, state, before);
    handle(run, command);
    settle(run);
    refuseFailedStart(run, command);
    return exceededLimit(run, state, before, command) ?? accepted(run, before);
  } catch (signal) {
    if (signal instanceof NeedSignal) return { type: 'needs', need: signal.need };
    if (signal instanceof Rejection) return { type: 'rejected', rejection: signal };
    throw signal;
  }
}

function accepted(run: Run, before: CaseVariables): StepResult {
  return { type: 'accepted', state: saveState(run), variables: saveVariables(run, before), effects: run.effects, trace: run.trace };
}

/** A person who starts a case reads at once why it cannot run; nothing is left behind. */
function refuseFailedStart(run: Run, command: KernelCommand): void {
  if (command.type !== 'startCase' || command.onIncident !== 'reject' || !run.incident) return;
  const { kind, node, message } = run.incident;
  throw new Rejection('conflict', 'startFailed', message, { details: { incident: kind, element: node } });
}
