/** How tokens leave an element (BPMN 13.3.1, 13.4): which outgoing flows are taken. Decided before anything is changed. */
import type { Variables } from './command.ts';
import { attempt, IncidentSignal, raiseIncident } from './incidents.ts';
import type { Flow, Node } from './model/process-model.ts';
import { createInstance, enqueue, type Instance, type Run } from './run.ts';
import { evaluateCondition, setLocals } from './variables.ts';

/** The flows an element's token goes on with. Throws the incident `noFlowTaken` when there are some and none can be taken. */
export function flowsOut(run: Run, node: Node, scope: Instance, extra?: Variables): readonly Flow[] {
  const { outgoing, defaultFlow } = node;
  if (node.kind === 'parallelGateway' || outgoing.length === 0) return outgoing;
  if (outgoing.length === 1 && !outgoing[0]?.condition) return outgoing;
  const holds = (flow: Flow): boolean => flow !== defaultFlow && (!flow.condition || evaluateCondition(run, scope, flow.condition, extra));
  const chosen = node.kind === 'exclusiveGateway' ? firstOf(outgoing, holds) : outgoing.filter(holds);
  if (chosen.length) return chosen;
  if (defaultFlow) return [defaultFlow];
  throw new IncidentSignal(
    'noFlowTaken',
    `Expected a flow out of ${node.id} to be taken, but no condition holds and there is no default flow.`,
  );
}

/** Exclusive: conditions are looked at in order, and no further than the first that holds (13.4.2). */
function firstOf(flows: readonly Flow[], holds: (flow: Flow) => boolean): readonly Flow[] {
  const first = flows.find(holds);
  return first ? [first] : [];
}

/** Puts a token on each of the flows, inside the scope. */
export function take(run: Run, flows: readonly Flow[], scope: Instance): void {
  for (const flow of flows) {
    run.trace.push(['>', flow.id]);
    enqueue(run, { kind: 'flow', flow, scope });
  }
  run.touched.add(scope);
}

/** A gateway or event that takes no time. When its token cannot go on, it stays there as an incident, with what its conditions may read. */
export function passThrough(run: Run, node: Node, scope: Instance, extra?: Variables): void {
  let flows: readonly Flow[] = [];
  const stopped = attempt(() => (flows = flowsOut(run, node, scope, extra)));
  if (stopped) {
    const held = createInstance(run, node, scope);
    if (extra) setLocals(run, held, extra);
    return raiseIncident(run, held, ['leave'], stopped.kind, stopped.message);
  }
  run.trace.push(['!', node.id]);
  take(run, flows, scope);
}
