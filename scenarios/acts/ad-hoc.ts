/** Ad-hoc sub-processes: people choose what is done, and when it is enough. */
import { required } from '../../errors.ts';
import { Unmet } from '../failure.ts';
import type { StepOf } from '../scenario.ts';
import { takeStep } from '../take-step.ts';
import type { World } from '../world.ts';
import { personOf } from './person-of.ts';

export function enable(world: World, { enable: node, by }: StepOf<'enable'>): void {
  takeStep(world, personOf(world, by).actor, { type: 'enableActivity', scope: scopeWith(world, node), node });
}

export function finish(world: World, { finish: node, by }: StepOf<'finish'>): void {
  const scope = required(world.state, 'a case that has begun').i.find(([, element]) => element === node)?.[0];
  if (scope === undefined) throw new Unmet('failed.adHoc', { expected: node });
  takeStep(world, personOf(world, by).actor, { type: 'completeAdHoc', scope });
}

/** The running ad-hoc sub-process that the activity belongs to. */
function scopeWith(world: World, node: string): number {
  for (const { nodes } of world.module.models.values()) {
    const parent = nodes.get(node)?.parent;
    if (!parent?.scope?.adHoc) continue;
    const running = world.state?.i.find(([, element]) => element === parent.id);
    if (running) return running[0];
  }
  throw new Unmet('failed.adHoc', { expected: node });
}
