import { Rejection } from '../../errors.ts';
import { listen } from '../arming.ts';
import { begin, execute } from '../behaviors/enter.ts';
import { joinParallel } from '../behaviors/joins.ts';
import type { ResolveIncident, Variables } from '../command.ts';
import { completeInstance, leaveInstance } from '../completion.ts';
import { removeInstance } from '../instances.ts';
import { enqueue, type Instance, type Run } from '../run.ts';
import { localsOf, propagate } from '../variables.ts';
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
      return lookAgain(run, instance);
    case 'arm':
      return listen(
        run,
        instance,
        // Meanwhile an event sub-process may have taken over, or only running ones be left: those start no more.
        resume
          .slice(1)
          .flatMap((id) => instance.model.nodes.get(id) ?? [])
          .filter((event) => event.kind !== 'startEvent' || !instance.memory.es),
      );
  }
}

/** What was waiting for the incident's end: a join, a completion condition, the end of a scope. Conditional events look by themselves. */
function lookAgain(run: Run, instance: Instance): void {
  const { node, parent, memory } = instance;
  run.touched.add(instance);
  if (node.scope?.adHoc) run.adHocProgress.add(instance);
  if (memory.jn !== undefined && parent && node.kind === 'parallelGateway') joinParallel(run, node, parent);
}

/** Gateways and joins take their token anew; activities arm their events and begin. */
function enterAgain(run: Run, instance: Instance): void {
  if (instance.node.activity || instance.node.kind === 'catchEvent' || instance.node.kind === 'eventGateway') {
    begin(run, instance);
    return;
  }
  const { node, parent: scope, memory } = instance;
  const locals = memory.ch ? { ...localsOf(run, instance) } : undefined;
  removeInstance(run, instance, 'cancelled');
  if (scope) enqueue(run, { kind: 'enter', scope, node, memory: { ...memory }, ...(locals && { locals }) });
}
