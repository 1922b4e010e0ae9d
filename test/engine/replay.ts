/** Folds a command log from nothing: the state and variables it gives, as text. */
import type { ProcessModel } from '../../engine/model/process-model.ts';
import type { StepContext } from '../../engine/ports.ts';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import { step } from '../../engine/step.ts';
import { contextOf, type DriverOptions, type LoggedStep } from './case-driver.ts';

export function replay(log: readonly LoggedStep[], models: readonly ProcessModel[], options: DriverOptions = {}): string {
  return fold(log, ({ now, actor }) => contextOf(models, now, actor, options));
}

export function fold(log: readonly LoggedStep[], contextFor: (entry: LoggedStep) => StepContext): string {
  let state: CaseState | undefined;
  let variables: CaseVariables = {};
  for (const entry of log) {
    const result = step(contextFor(entry), state, variables, entry.command);
    if (result.type !== 'accepted') throw new Error(`a logged command was not accepted: ${JSON.stringify([entry.command, result])}`);
    ({ state, variables } = result);
  }
  return JSON.stringify([state, variables]);
}
