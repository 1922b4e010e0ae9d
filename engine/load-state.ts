/** State and variables as stored, to a working set and back. A JSON hop in between changes nothing. */
import { Invariant, required } from '../errors.ts';
import type { Json } from '../expressions/json.ts';
import { stepFuel } from './fuel.ts';
import { type StepContext } from './ports.ts';
import { addInstance, type Instance, NeedSignal, type Run } from './run.ts';
import type { ProcessModel } from './model/process-model.ts';
import { type CaseState, type CaseVariables, type InstanceMemory, STATE_VERSION, type StoredInstance } from './state.ts';
import { upgradeState } from './upgrades/upgrade-state.ts';

export function openRun(context: StepContext, stored: CaseState | undefined, variables: CaseVariables): Run {
  const state = stored && upgradeState(stored);
  const nowMs = Date.parse(context.now);
  const run: Run = {
    context,
    nowMs,
    startedMs: state ? state.s * 1000 : nowMs,
    act: undefined,
    fuel: stepFuel(context.limits.fuel),
    definitions: [...(state?.d ?? [])],
    instances: new Map(),
    variables: new Map(Object.entries(variables).map(([id, own]) => [Number(id), own as Record<string, Json>])),
    written: new Set(),
    effects: [],
    trace: [],
    touched: new Set(),
    adHocProgress: new Set(),
    queue: [],
    head: 0,
    next: state?.n ?? 1,
    moves: 0,
    root: undefined,
    ended: state?.e,
    incident: undefined,
  };
  for (const entry of state?.i ?? []) restore(run, entry);
  return run;
}

function restore(run: Run, [id, nodeId, parentId, memory]: StoredInstance): void {
  const parent = parentId === 0 ? undefined : required(run.instances.get(parentId), `parent ${parentId} of instance ${id}`);
  const model = parentId === 0 || memory?.d !== undefined ? modelAt(run, memory?.d ?? 0) : required(parent, `parent of ${id}`).model;
  const node = model.nodes.get(nodeId);
  if (!node) throw new Invariant(`Expected element ${nodeId} of instance ${id} to be in ${model.id}.`);
  const instance: Instance = addInstance(run, id, node, parent, cloneMemory(memory), model);
  if (parentId === 0) run.root = instance;
}

/** The caller's state stays as it was: a step that is refused or tried again must not leave traces in it. */
function cloneMemory(memory: InstanceMemory | undefined): InstanceMemory {
  return memory ? structuredClone(memory) : {};
}

export function modelAt(run: Run, index: number): ProcessModel {
  const id = required(run.definitions[index], `definition ${index} of the case`);
  const model = run.context.model(id);
  if (!model) throw new NeedSignal({ kind: 'model', id });
  return model;
}

export function saveState(run: Run): CaseState {
  const i = [...run.instances.values()].map(storedInstance);
  const state: CaseState = { v: STATE_VERSION, n: run.next, s: Math.floor(run.startedMs / 1000), i, d: run.definitions };
  return run.ended ? { ...state, e: run.ended } : state;
}

function storedInstance({ id, node, parent, memory }: Instance): StoredInstance {
  for (const _ in memory) return [id, node.id, parent?.id ?? 0, memory];
  return [id, node.id, parent?.id ?? 0];
}

/** The same object when nothing was written, so that the store can leave the variables alone. */
export function saveVariables(run: Run, before: CaseVariables): CaseVariables {
  return run.written.size === 0 ? before : Object.fromEntries(run.variables);
}
