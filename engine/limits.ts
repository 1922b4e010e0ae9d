/** Bounds on what a case may grow to. A step that would break one does not happen; its element carries an incident instead. */
import { Rejection } from '../errors.ts';
import type { KernelCommand } from './command.ts';
import { raiseIncident } from './incidents.ts';
import { openRun, saveState, saveVariables } from './load-state.ts';
import type { Run } from './run.ts';
import type { CaseState, CaseVariables } from './state.ts';
import type { StepResult } from './step-result.ts';

export function exceededLimit(
  run: Run,
  state: CaseState | undefined,
  before: CaseVariables,
  command: KernelCommand,
): StepResult | undefined {
  const message = excess(run, before);
  if (message === undefined) return undefined;
  const blamed = 'instance' in command ? command.instance : undefined;
  if (!state || blamed === undefined) throw new Rejection('conflict', 'stateLimit', message);
  const held = openRun(run.context, state, before);
  const instance = held.instances.get(blamed);
  if (!instance) throw new Rejection('conflict', 'stateLimit', message);
  raiseIncident(held, instance, ['event', instance.node.id], 'stateLimit', message);
  return { type: 'accepted', state: saveState(held), variables: saveVariables(held, before), effects: held.effects, trace: held.trace };
}

function excess(run: Run, before: CaseVariables): string | undefined {
  const { stateBytes, variableBytes } = run.context.limits;
  if (mayBeLarge(run)) {
    const size = bytes(saveState(run));
    if (size > stateBytes) return `Expected the state of the case to have at most ${stateBytes} bytes, but it has ${size}.`;
  }
  if (run.written.size === 0) return undefined;
  const size = bytes(saveVariables(run, before));
  return size > variableBytes
    ? `Expected the variables of the case to have at most ${variableBytes} bytes, but they have ${size}.`
    : undefined;
}

/** Few instances that remember only themselves are certainly small enough, and are not measured. */
function mayBeLarge(run: Run): boolean {
  if (run.instances.size * MOST_BYTES_PER_INSTANCE > run.context.limits.stateBytes || run.definitions.length > 1) return true;
  for (const { memory } of run.instances.values())
    if (memory.h || memory.cw || memory.co || memory.by || memory.inc?.[0] === 'complete') return true;
  return false;
}

const MOST_BYTES_PER_INSTANCE = 1_000;

/** As UTF-8: Vietnamese takes more bytes than letters. */
function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
