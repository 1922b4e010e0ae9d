/** One step of the real kernel on the world of a scenario. Throws the kernel's rejection, and then nothing has changed. */
import { Invariant, Rejection } from '../errors.ts';
import type { Actor, KernelCommand } from '../engine/command.ts';
import { step } from '../engine/step.ts';
import type { StepResult } from '../engine/step-result.ts';
import { applyEffects } from './apply-effects.ts';
import { applyTrace } from './apply-trace.ts';
import { stepContext } from './step-context.ts';
import type { World } from './world.ts';

export function takeStep(world: World, actor: Actor, command: KernelCommand): void {
  const asked = new Map<string, string>();
  const refusedEffect = (node: string, effect: string) => {
    if (world.refusing.has(effect)) asked.set(effect, node);
    return world.refusing.get(effect);
  };
  const result = step({ ...stepContext(world, actor), refusedEffect }, world.state, world.variables, command);
  if (result.type === 'rejected') throw result.rejection;
  if (result.type === 'needs')
    throw new Invariant(`Expected a scenario to have every part at hand, but it lacks: ${JSON.stringify(result.need)}`);
  requireCaught(world, asked, result);
  world.state = result.state;
  world.variables = result.variables;
  for (const effect of asked.keys()) world.refusing.delete(effect);
  applyTrace(world, result.trace);
  applyEffects(world, result.effects, actor);
}

/** Where the diagram does not catch it, the whole step is refused, as in the product. */
function requireCaught(
  { refusing }: World,
  asked: ReadonlyMap<string, string>,
  { effects }: Extract<StepResult, { type: 'accepted' }>,
): void {
  for (const [effect, node] of asked) {
    if (!effects.some((one) => one.type === 'incidentRaised' && one.node === node)) continue;
    const refusal = refusing.get(effect);
    throw new Rejection('conflict', refusal?.code ?? effect, refusal?.message ?? effect);
  }
}
