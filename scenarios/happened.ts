import { nowOf, type World } from './world.ts';
import type { Happening } from './timeline.ts';

export function happened(world: World, what: Happening['what'], values: Happening['values'], due?: Happening['due']): void {
  world.happenings.push({ step: world.at, at: nowOf(world), what, values, ...(due && { due }) });
}
