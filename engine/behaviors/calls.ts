/** Call activities (BPMN 10.3.6, 13.3.3): the called process runs inside the same case state, in a variable scope of its own. */
import { listen } from '../arming.ts';
import { IncidentSignal } from '../incidents.ts';
import { tellInitiator } from '../initiator.ts';
import type { ProcessReference } from '../ports.ts';
import { ancestors, createInstance, type Instance, NeedSignal, type Run } from '../run.ts';
import { evaluate, mappedInputs, setLocals, visibleVariables } from '../variables.ts';
import { openScope } from './scopes.ts';

export function callProcess(run: Run, instance: Instance): void {
  const call = instance.node.call;
  if (!call) throw new IncidentSignal('expressionFailed', `Expected ${instance.node.id} to name the process it calls.`);
  const key = typeof call.process === 'string' ? call.process : evaluate(run, instance, call.process);
  if (typeof key !== 'string' || key === '')
    throw new IncidentSignal(
      'expressionFailed',
      `Expected calledElement of ${instance.node.id} to be a process key, but it is ${JSON.stringify(key)}.`,
    );
  const depth = [...ancestors(instance)].length;
  if (depth > run.context.limits.depth)
    throw new IncidentSignal('stateLimit', `Expected at most ${run.context.limits.depth} nested scopes at ${instance.node.id}.`);
  const model = modelOf(run, {
    key,
    binding: call.binding,
    ...(call.version !== undefined && { version: call.version }),
    from: instance.model.id,
  });
  const passed = { ...(call.propagateIn && visibleVariables(run, instance)), ...mappedInputs(run, instance) };
  const process = createInstance(run, model.process, instance, { d: definitionIndex(run, model.id) }, model);
  setLocals(run, process, passed);
  for (const start of model.process.scope?.starts ?? []) tellInitiator(run, process, start);
  listen(run, process);
  openScope(run, process);
}

function modelOf(run: Run, reference: ProcessReference) {
  const id = run.context.resolveProcess(reference);
  if (id === undefined) throw new NeedSignal({ kind: 'process', reference });
  const model = run.context.model(id);
  if (!model) throw new NeedSignal({ kind: 'model', id });
  return model;
}

function definitionIndex(run: Run, id: string): number {
  const known = run.definitions.indexOf(id);
  return known >= 0 ? known : run.definitions.push(id) - 1;
}
