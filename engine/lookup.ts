/** A name is looked up from the instance outwards, up to the process it runs in; a called process does not see its caller. */
import type { Json } from '../expressions/json.ts';
import { ancestors, type Instance, isInner, type Run } from './run.ts';

export function lookup(run: Run, from: Instance, name: string): Json | undefined {
  for (const at of ancestors(from)) {
    const own = run.variables.get(at.id);
    if (own && Object.hasOwn(own, name)) return own[name];
    const derived = derivedVariable(at, name);
    if (derived !== undefined) return derived;
    if (at.node.kind === 'process') return undefined;
  }
  return undefined;
}

/** Instance attributes of loops (BPMN tables 10.29, 10.31), under the standard's names and under the names in wide use. */
function derivedVariable(at: Instance, name: string): Json | undefined {
  if (isInner(at)) return name === 'loopCounter' ? (at.memory.li ?? 0) + 1 : undefined;
  const mi = at.memory.mi;
  if (!mi) return undefined;
  switch (name) {
    case 'numberOfInstances':
    case 'nrOfInstances':
      return mi[0];
    case 'numberOfActiveInstances':
    case 'nrOfActiveInstances':
      return mi[1] - mi[2];
    case 'numberOfCompletedInstances':
    case 'nrOfCompletedInstances':
      return mi[2];
    case 'numberOfTerminatedInstances':
      return 0;
    default:
      return undefined;
  }
}
