/** One step of the real kernel on the world of a scenario. Throws the kernel's rejection, and then nothing has changed. */
import { Invariant } from '../errors.ts';
import type { Actor, KernelCommand } from '../engine/command.ts';
import { step } from '../engine/step.ts';
import { applyEffects } from './apply-effects.ts';
import { applyTrace } from './apply-trace.ts';
import { stepContext } from './step-context.ts';
import type { World } from './world.ts';

export function takeStep(world: World, actor: Actor, command: KernelCommand): void {
  const result = step(stepContext(world, actor), world.state, world.variables, command);
  if (result.type === 'rejected') throw result.rejection;
  if (result.type === 'needs')
    throw new Invariant(`Expected a scenario to have every part at hand, but it lacks: ${JSON.stringify(result.need)}`);
  world.state = result.state;
  world.variables = result.variables;
  applyTrace(world, result.trace);
  applyEffects(world, result.effects, actor);
}
