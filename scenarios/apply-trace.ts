/** The path of a step: which elements and flows were passed, what was decided, which end was reached. */
import type { TraceEntry } from '../engine/effect.ts';
import { localDate } from '../engine/time-values.ts';
import { happened } from './happened.ts';
import { takenBy } from './step-context.ts';
import type { World } from './world.ts';

export function applyTrace(world: World, trace: readonly TraceEntry[]): void {
  for (const entry of trace) {
    switch (entry[0]) {
      case '+':
        pass(world, entry[2]);
        break;
      case '>':
        pass(world, entry[1]);
        break;
      case '!':
        pass(world, entry[1]);
        break;
      case 'd': {
        const [, , record] = entry;
        const taken = takenBy(world.module, record, localDate(world.now));
        for (const [id, one] of taken) world.decided.set(id, one);
        const rules = taken.get(record.decision)?.rules ?? [];
        happened(world, 'happened.decided', { decision: record.decision, rules: rules.join(', ') || '–' });
        break;
      }
      default:
    }
  }
}

/** Ids are unique in a file; where several processes have the element, all of them count as passed. */
function pass(world: World, id: string): void {
  const models = [...world.module.models.values()].filter(({ nodes, flows }) => nodes.has(id) || flows.has(id));
  for (const { key } of models) world.visited.add(`${key} ${id}`);
  if (models.some(({ nodes }) => nodes.get(id)?.kind === 'endEvent')) world.ends.push(id);
}
