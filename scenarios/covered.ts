import { Unmet } from './failure.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** What a scenario says that it covers, where that is an element or flow of a diagram or a decision, must have been passed. */
export function requireCovered(world: World, { covers }: Scenario): void {
  const { models, decisions } = world.module;
  for (const expected of covers) {
    const elements = [...models.values()].filter(({ nodes, flows }) => nodes.has(expected) || flows.has(expected));
    const passed = elements.some(({ key }) => world.visited.has(`${key} ${expected}`));
    if (elements.length > 0 && !passed) throw new Unmet('failed.covers', { expected });
    if (elements.length === 0 && decisions.has(expected) && !world.decided.has(expected)) throw new Unmet('failed.covers', { expected });
  }
}
