import { Rejection } from '../../errors.ts';
import { begin, execute } from '../behaviors/enter.ts';
import type { ResolveIncident, Variables } from '../command.ts';
import { completeInstance, leaveInstance } from '../completion.ts';
import { removeInstance } from '../instances.ts';
import { enqueue, type Instance, type Run } from '../run.ts';
import { propagate } from '../variables.ts';
import { instanceOf } from './expected.ts';

/** Takes the token up where it stopped. If it stops again, that is a new incident. */
export function resolveIncident(run: Run, command: ResolveIncident): void {
  const instance = instanceOf(run, command.instance);
  const resume = instance.memory.inc;
  if (!resume) throw new Rejection('conflict', 'noIncident', `Expected ${instance.node.id} (${instance.id}) to have an incident.`);
  delete instance.memory.inc;
  run.effects.push({ type: 'incidentResolved', instance: instance.id });
  propagate(run, instance, command.variables);
  switch (resume[0]) {
    case 'enter':
      return enterAgain(run, instance);
    case 'execute':
    case 'job':
      return execute(run, instance);
    case 'complete':
      return completeInstance(run, instance, { ...(resume[1] as Variables), ...command.variables });
    case 'leave':
      return leaveInstance(run, instance);
    case 'event':
      return;
  }
}

/** Gateways and joins take their token anew; activities arm their events and begin. */
function enterAgain(run: Run, instance: Instance): void {
  if (instance.node.activity || instance.node.kind === 'catchEvent' || instance.node.kind === 'eventGateway') {
    begin(run, instance);
    return;
  }
  const scope = instance.parent;
  removeInstance(run, instance, 'cancelled');
  if (scope) enqueue(run, { kind: 'enter', scope, node: instance.node, memory: {} });
}
