/** Asks the kernel, loads what it says it needs, and asks again, until it accepts or refuses. */
import { Invariant } from '../../errors.ts';
import type { KernelCommand } from '../../engine/command.ts';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import { step } from '../../engine/step.ts';
import type { StepResult } from '../../engine/step-result.ts';
import type { Services } from '../contract.ts';
import { crashPoint } from '../crash-point.ts';
import { bindingAtHand } from '../loading/find-binding.ts';
import type { CasePlace } from '../loading/case-place.ts';
import { supply } from '../loading/supply.ts';
import { noParts, type StepParts } from './parts.ts';
import { stepContext, type StepMoment } from './step-context.ts';

export interface Taken {
  readonly result: Extract<StepResult, { type: 'accepted' }>;
  readonly parts: StepParts;
}

/** Each round brings one part; a step that still asks after so many is a defect. */
const MOST_PARTS = 500;

/** Throws the kernel's rejection. */
export async function carryOut(
  services: Services,
  moment: Pick<StepMoment, 'now' | 'actor' | 'caseId'> & CasePlace,
  before: { readonly state: CaseState | undefined; readonly variables: CaseVariables | undefined },
  command: KernelCommand,
  parts: StepParts = noParts(),
): Promise<Taken> {
  const whole: StepMoment = {
    ...moment,
    limits: services.limits,
    cachedModel: (id) => services.caches.models.get(id),
    cachedBinding: (reference) => bindingAtHand(services, reference, moment),
  };
  for (let round = 0; round < MOST_PARTS; round += 1) {
    const result = step(stepContext(whole, parts), before.state, before.variables, command);
    if (result.type === 'rejected') throw result.rejection;
    if (result.type === 'accepted') return { result, parts };
    await supply(services, parts, result.need, moment);
    crashPoint('partsLoaded');
  }
  throw new Invariant(`Expected a step to need at most ${MOST_PARTS} parts.`);
}
