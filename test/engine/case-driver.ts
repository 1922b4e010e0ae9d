/** Runs one case through the kernel the way the store does: keeps state, variables, rows and the command log, and checks that they agree. */
import { lawFeel } from '../../engine/law/law-language.ts';
import { listenedEvents } from '../../engine/arming.ts';
import type { Actor, KernelCommand, Variables } from '../../engine/command.ts';
import type { Effect, TraceEntry } from '../../engine/effect.ts';
import { hasOpenUserTask, isStopped } from '../../engine/instances.ts';
import { openRun } from '../../engine/load-state.ts';
import { compileDefinitions } from '../../engine/model/compile.ts';
import { parseBpmn } from '../../engine/model/parse.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import { DEFAULT_LIMITS, type Limits, type StepContext } from '../../engine/ports.ts';
import { type Instance, type Run } from '../../engine/run.ts';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import { step } from '../../engine/step.ts';
import type { Json } from '../../expressions/json.ts';

export async function compileXml(xml: string, idOf?: (key: string) => string): Promise<readonly ProcessModel[]> {
  const { definitions } = await parseBpmn(xml);
  const { models, problems } = compileDefinitions(definitions, { language: lawFeel, manualTask: 'wait', abstractTask: 'pass' }, idOf);
  if (problems.length) throw new Error(problems.map((problem) => problem.message).join('\n'));
  return models;
}

export interface LoggedStep {
  readonly command: KernelCommand;
  readonly now: string;
  readonly actor: Actor;
}

export interface DriverOptions {
  readonly limits?: Partial<Limits>;
  readonly deadline?: StepContext['deadline'];
  readonly evaluateDecision?: StepContext['evaluateDecision'];
  readonly resolveProcess?: StepContext['resolveProcess'];
  readonly decisionDates?: StepContext['decisionDates'];
  readonly parameter?: StepContext['parameter'];
  readonly calendar?: StepContext['calendar'];
}

/** What the store would hold as rows. */
export interface Rows {
  readonly tasks: Map<number, string>;
  readonly timers: Map<string, number>;
  readonly jobs: Map<number, string>;
  readonly subscriptions: Set<string>;
  readonly incidents: Map<number, string>;
}

export type CaseDriver = ReturnType<typeof driveCase>;

export function driveCase(models: readonly ProcessModel[], options: DriverOptions = {}) {
  let state: CaseState | undefined;
  let variables: CaseVariables = {};
  let nowMs = Date.parse('2026-03-02T01:00:00Z');
  let actor: Actor = { account: 'tester', person: 'p-tester' };
  const log: LoggedStep[] = [];
  const history: { state: CaseState; variables: CaseVariables }[] = [];
  const rows: Rows = { tasks: new Map(), timers: new Map(), jobs: new Map(), subscriptions: new Set(), incidents: new Map() };
  const done: Record<string, number> = {};
  const thrown: Effect[] = [];
  let last: { effects: readonly Effect[]; trace: readonly TraceEntry[] } = { effects: [], trace: [] };

  const context = (): StepContext => contextOf(models, new Date(nowMs).toISOString(), actor, options);
  const run = (): Run => openRun(context(), state, variables);

  function send(command: KernelCommand): void {
    const result = step(context(), hop(state), hop(variables), command);
    if (result.type === 'rejected') throw result.rejection;
    if (result.type === 'needs') throw new Error(`needs ${JSON.stringify(result.need)}`);
    log.push({ command, now: context().now, actor });
    state = result.state;
    variables = result.variables;
    history.push({ state, variables });
    last = result;
    for (const effect of result.effects) applyEffect(rows, thrown, effect);
    checkRows(command);
    for (const entry of result.trace)
      if (entry[0] === '!' || (entry[0] === '-' && entry[3] === 'completed')) count(done, entry[0] === '!' ? entry[1] : entry[2]);
  }

  /** The rows a store would hold must be those that the state calls for, after every single step. */
  function checkRows(command: KernelCommand): void {
    const [kept, wanted] = [JSON.stringify(rowsAsText(rows)), JSON.stringify(expectedRows(run()))];
    if (kept !== wanted) throw new Error(`after ${JSON.stringify(command)} the rows are ${kept}, but the state calls for ${wanted}`);
  }

  const instances = (): Instance[] => [...run().instances.values()];
  const find = (node: string, index = 0): Instance => {
    const found = instances().filter(
      (instance) => instance.node.id === node && !instance.children.some((child) => child.node === instance.node),
    )[index];
    if (!found)
      throw new Error(
        `no instance of ${node}; active: ${instances()
          .map((instance) => instance.node.id)
          .join(', ')}`,
      );
    return found;
  };

  return {
    send,
    run,
    find,
    rows,
    log,
    /** state and variables after each step of the log */
    history,
    done,
    thrown,
    get state() {
      return state;
    },
    get variables() {
      return variables;
    },
    get last() {
      return last;
    },
    get ended() {
      return state?.e;
    },
    as(next: Actor): void {
      actor = next;
    },
    pass(duration: string): void {
      nowMs = Temporal.Instant.fromEpochMilliseconds(nowMs).add(Temporal.Duration.from(duration)).epochMilliseconds;
    },
    start(values: Variables = {}, more: { startEvent?: string; onIncident?: 'reject' | 'keep'; definition?: string } = {}): void {
      send({
        type: 'startCase',
        definition: more.definition ?? models[0]?.id ?? '',
        variables: values,
        onIncident: more.onIncident ?? 'keep',
        ...(more.startEvent !== undefined && { startEvent: more.startEvent }),
      });
    },
    complete(node: string, values: Variables = {}, outcome?: string, index = 0): void {
      const task = instances().filter((instance) => instance.node.id === node && hasOpenUserTask(instance))[index];
      if (!task) throw new Error(`no open task ${node}; open: ${this.tasks().join(', ')}`);
      send({ type: 'completeUserTask', instance: task.id, variables: values, ...(outcome !== undefined && { outcome }) });
    },
    fire(node: string): void {
      const listener = instances().find((instance) => instance.memory.t?.[node]);
      const due = listener?.memory.t?.[node]?.[0];
      if (!listener || due === undefined) throw new Error(`no timer ${node}`);
      nowMs = Math.max(nowMs, due);
      send({ type: 'fireTimer', instance: listener.id, node, due });
    },
    message(name: string, values: Variables = {}): void {
      for (const listener of instances()) {
        const event = [...listenedEvents(listener)].find((candidate) =>
          candidate.triggers.some((trigger) => trigger.kind === 'message' && trigger.name === name),
        );
        if (event) return send({ type: 'deliverMessage', instance: listener.id, node: event.id, name, variables: values });
      }
      throw new Error(`nobody waits for ${name}`);
    },
    signal(name: string, values: Variables = {}): void {
      send({ type: 'deliverSignal', name, variables: values });
    },
    job(node: string, values: Variables = {}): void {
      send({ type: 'completeJob', instance: find(node).id, variables: values });
    },
    resolve(node: string, values: Variables = {}): void {
      const stopped = instances().find((instance) => instance.node.id === node && instance.memory.inc);
      send({ type: 'resolveIncident', instance: stopped?.id ?? -1, variables: values });
    },
    /** open user tasks by element id, sorted */
    tasks(): string[] {
      return [...rows.tasks.values()].sort();
    },
    value(name: string): Json | undefined {
      return variables['1']?.[name];
    },
  };
}

export function contextOf(models: readonly ProcessModel[], now: string, actor: Actor, options: DriverOptions = {}): StepContext {
  return {
    now,
    actor,
    model: (id) => models.find((model) => model.id === id),
    resolveProcess:
      options.resolveProcess ??
      ((reference) =>
        models.findLast(
          (model) =>
            model.key === reference.key && (reference.version === undefined || model.id === `${reference.key}:${reference.version}`),
        )?.id),
    evaluateDecision: options.evaluateDecision ?? (() => undefined),
    decisionDates: options.decisionDates ?? (() => undefined),
    deadline: options.deadline ?? (() => undefined),
    parameter: options.parameter ?? (() => undefined),
    calendar: options.calendar ?? (() => undefined),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  };
}

function hop<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function applyEffect(rows: Rows, thrown: Effect[], effect: Effect): void {
  switch (effect.type) {
    case 'userTaskOpened':
      rows.tasks.set(effect.instance, effect.node);
      return;
    case 'userTaskClosed':
      rows.tasks.delete(effect.instance);
      return;
    case 'timerArmed':
      rows.timers.set(`${effect.instance} ${effect.node}`, effect.due);
      return;
    case 'timerDisarmed':
      for (const key of rows.timers.keys())
        if (key.startsWith(`${effect.instance} `) && (effect.node === undefined || key === `${effect.instance} ${effect.node}`))
          rows.timers.delete(key);
      return;
    case 'jobCreated':
      rows.jobs.set(effect.instance, effect.node);
      return;
    case 'jobRemoved':
      rows.jobs.delete(effect.instance);
      return;
    case 'subscribed':
      rows.subscriptions.add(`${effect.instance} ${effect.node} ${effect.kind} ${effect.name}`);
      return;
    case 'unsubscribed':
      for (const key of rows.subscriptions)
        if (key.startsWith(`${effect.instance} `) && (effect.node === undefined || key.startsWith(`${effect.instance} ${effect.node} `)))
          rows.subscriptions.delete(key);
      return;
    case 'incidentRaised':
      rows.incidents.set(effect.instance, effect.kind);
      return;
    case 'incidentResolved':
      rows.incidents.delete(effect.instance);
      return;
    default:
      thrown.push(effect);
  }
}

/** What the rows must be, read from the state alone. */
export function expectedRows(run: Run): {
  tasks: string[];
  timers: string[];
  jobs: string[];
  subscriptions: string[];
  incidents: string[];
} {
  const found = {
    tasks: [] as string[],
    timers: [] as string[],
    jobs: [] as string[],
    subscriptions: [] as string[],
    incidents: [] as string[],
  };
  for (const instance of run.instances.values()) {
    const { id, node, memory } = instance;
    if (hasOpenUserTask(instance)) found.tasks.push(`${id} ${node.id}`);
    for (const [event, armed] of Object.entries(memory.t ?? {})) found.timers.push(`${id} ${event} ${armed[0]}`);
    const inLoop = node.activity?.loop !== undefined && memory.li === undefined;
    if (node.work?.type === 'job' && !inLoop && !isStopped(instance)) found.jobs.push(`${id} ${node.id}`);
    for (const event of listenedEvents(instance)) {
      for (const trigger of event.triggers)
        if (trigger.kind === 'message' || trigger.kind === 'signal')
          found.subscriptions.push(`${id} ${event.id} ${trigger.kind} ${trigger.name}`);
    }
    if (memory.inc) found.incidents.push(`${id}`);
  }
  for (const list of Object.values(found)) list.sort();
  return found;
}

export function rowsAsText(rows: Rows): ReturnType<typeof expectedRows> {
  return {
    tasks: [...rows.tasks].map(([id, node]) => `${id} ${node}`).sort(),
    timers: [...rows.timers].map(([key, due]) => `${key} ${due}`).sort(),
    jobs: [...rows.jobs].map(([id, node]) => `${id} ${node}`).sort(),
    subscriptions: [...rows.subscriptions].sort(),
    incidents: [...rows.incidents.keys()].map(String).sort(),
  };
}
