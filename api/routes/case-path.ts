import type { Actor } from '../../engine/command.ts';
import type { TraceEntry } from '../../engine/effect.ts';
import type { Database } from '../../store/connection.ts';
import { listTraces, type StepTrace } from '../../store/queries/case-history.ts';
import type { CasePath } from '../contract/case.ts';
import type { Plain } from '../route.ts';

type Path = Plain<CasePath>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Visit = Mutable<Path['nodes'][number]>;

const MOST_STEPS = 5_000;

/** The traces of all steps, put together: what was entered by one step is left by a later one. */
export async function casePath(db: Database, caseId: string): Promise<Path> {
  const path = {
    nodes: [] as Visit[],
    flows: [] as Path['flows'][number][],
    events: [] as Path['events'][number][],
    decisions: [] as Path['decisions'][number][],
  };
  const open = new Map<number, Visit>();
  const steps = await listTraces(db, caseId, 0, MOST_STEPS + 1);
  for (const step of steps.slice(0, MOST_STEPS)) for (const entry of step.trace) follow(entry, step, path, open);
  return { ...path, complete: steps.length <= MOST_STEPS };
}

function follow(
  entry: TraceEntry,
  { at, revision, actor }: StepTrace,
  path: { nodes: Visit[]; flows: Path['flows'][number][]; events: Path['events'][number][]; decisions: Path['decisions'][number][] },
  open: Map<number, Visit>,
): void {
  switch (entry[0]) {
    case '+': {
      const [, instance, node] = entry;
      const visit: Visit = { instance, node, enteredAt: at, enteredBy: who(actor) };
      path.nodes.push(visit);
      open.set(instance, visit);
      return;
    }
    case '-': {
      const visit = open.get(entry[1]);
      if (visit) Object.assign(visit, { leftAt: at, leftBy: who(actor), how: entry[3] });
      open.delete(entry[1]);
      return;
    }
    case '>':
      path.flows.push({ flow: entry[1], at, revision });
      return;
    case '!':
      path.events.push({ node: entry[1], at, revision });
      return;
    case 'd':
      path.decisions.push({ node: entry[1], at, revision, ...entry[2] });
  }
}

const who = ({ account, person, onBehalfOf }: Actor): Visit['enteredBy'] => ({
  account,
  ...(person !== undefined && { person }),
  ...(onBehalfOf !== undefined && { onBehalfOf }),
});
