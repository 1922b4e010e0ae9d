/** What notices of a process can say: the facts of the case, and the names that its tasks with the topic `notify` pass on as data. */
import { stepFuel } from '../../engine/fuel.ts';
import type { Node, ProcessModel } from '../../engine/model/process-model.ts';
import type { Json } from '../../expressions/json.ts';

/** There in every notice. */
export const CASE_FACTS = ['code', 'title', 'procedure', 'task', 'due'] as const;

/** By template key; `undefined` where the data cannot be known before a case runs. */
export type ToldNames = ReadonlyMap<string, ReadonlySet<string> | undefined>;

const NOTIFY = 'notify';
const FUEL = 10_000;

export function toldNames(models: readonly ProcessModel[]): ToldNames {
  const told = new Map<string, ReadonlySet<string> | undefined>();
  for (const node of models.flatMap(({ nodes }) => [...nodes.values()])) {
    if (node.work?.type !== 'job' || node.work.topic !== NOTIFY) continue;
    const template = inputOf(node, 'template');
    if (typeof template !== 'string') continue;
    const names = namesIn(inputOf(node, 'data'));
    const known = told.get(template);
    told.set(template, told.has(template) ? known && names && new Set([...known].filter((name) => names.has(name))) : names);
  }
  return told;
}

/** A context without values still has its names. */
function inputOf({ inputs }: Node, target: string): Json | undefined {
  const source = inputs.find((mapping) => mapping.target === target)?.source;
  try {
    return source?.evaluate({ variable: () => null, now: '2000-01-01T00:00:00.000Z', fuel: stepFuel(FUEL) });
  } catch {
    return undefined;
  }
}

function namesIn(data: Json | undefined): ReadonlySet<string> | undefined {
  if (data === undefined) return new Set();
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? new Set(Object.keys(data)) : undefined;
}
