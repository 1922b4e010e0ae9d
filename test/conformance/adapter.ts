/**
 * Drives the kernel that production runs through the public conformance corpus. It knows no case by its id: it only turns the
 * corpus' steps into kernel commands and reads the state back. Expressions are the corpus' own, injected where FEEL goes.
 */
import { compileDefinitions } from '../../engine/model/compile.ts';
import { type BpmnElement, walk } from '../../engine/model/bpmn-element.ts';
import { listenedEvents } from '../../engine/arming.ts';
import type { KernelCommand } from '../../engine/command.ts';
import type { TraceEntry } from '../../engine/effect.ts';
import { hasOpenUserTask } from '../../engine/instances.ts';
import { openRun } from '../../engine/load-state.ts';
import { parseBpmn } from '../../engine/model/parse.ts';
import type { ProcessModel } from '../../engine/model/process-model.ts';
import { DEFAULT_LIMITS, type StepContext } from '../../engine/ports.ts';
import { type Instance, isLoopBody, isMarker, type Run } from '../../engine/run.ts';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import { step } from '../../engine/step.ts';
import type { ExpressionLanguage } from '../../expressions/contract.ts';
import type { Json } from '../../expressions/json.ts';

type Handler = { noop?: boolean; increment?: string };
interface TestCase {
  vars?: Record<string, Json>;
  handlers?: Record<string, Handler>;
  taskAsUser?: boolean;
  autoManual?: boolean;
  names?: boolean;
}
interface Step {
  op: string;
  task?: string;
  vars?: Record<string, Json>;
  n?: number;
  activity?: string;
  name?: string;
  all?: boolean;
  scope?: string;
}
interface Options {
  xml: string;
  evaluate: (text: string, variables: Record<string, unknown>) => unknown;
  durable: boolean;
}

export async function createAdapter(testCase: TestCase, options: Options) {
  const { definitions } = await parseBpmn(options.xml);
  readCollections(definitions);
  readHandlers(definitions, testCase.handlers ?? {});
  const language = corpusLanguage(options.evaluate);
  const { models, problems } = compileDefinitions(definitions, {
    language,
    manualTask: testCase.autoManual ? 'pass' : 'wait',
    abstractTask: testCase.taskAsUser ? 'wait' : 'pass',
  });
  if (problems.length) throw new Error(problems.map((problem) => problem.message).join('; '));
  return new CorpusRun(testCase, models, options.durable, executableKey(definitions, models));
}

function executableKey(definitions: BpmnElement, models: readonly ProcessModel[]): string {
  const executable = [...walk(definitions)].find((element) => element.$type === 'bpmn:Process' && element.get('isExecutable') === true);
  return executable?.id ?? models[0]?.key ?? '';
}

/** The corpus writes multi-instance collections in the vendors' vocabulary. */
function readCollections(definitions: BpmnElement): void {
  for (const element of walk(definitions)) {
    if (element.$type !== 'bpmn:MultiInstanceLoopCharacteristics') continue;
    for (const name of ['collection', 'elementVariable']) {
      const value = element.$attrs[`camunda:${name}`];
      if (value !== undefined) element.set(`tk:${name}`, value);
    }
  }
}

/** A handler is a job in our terms; a task without one completes at once, whatever script its peer would run. */
function readHandlers(definitions: BpmnElement, handlers: Record<string, Handler>): void {
  for (const element of walk(definitions)) {
    if (element.$type === 'bpmn:ScriptTask') element.set('script', undefined);
    if (element.id !== undefined && handlers[element.id]?.increment !== undefined) element.set('tk:topic', element.id);
  }
}

function corpusLanguage(evaluate: Options['evaluate']): ExpressionLanguage {
  return {
    compile: (source) => ({
      source,
      inputs: [],
      evaluate: (scope) => {
        const text = /[$#]\{/.test(source) ? source : `\${${source}}`;
        return (evaluate(
          text,
          variablesProxy((name) => scope.variable(name)),
        ) ?? null) as Json;
      },
    }),
  };
}

/** In the dialect of the corpus instances of a multi-instance activity count from 0; BPMN (table 10.30) counts from 1. */
function variablesProxy(variable: (name: string) => Json | undefined): Record<string, unknown> {
  const read = (name: string): unknown => {
    const value = variable(name);
    return name === 'loopCounter' && typeof value === 'number' ? value - 1 : value;
  };
  return new Proxy({}, { get: (_, name) => (typeof name === 'string' ? read(name) : undefined) });
}

class CorpusRun {
  private state: CaseState | undefined;
  private stored: CaseVariables = {};
  private readonly counts: Record<string, number> = {};
  private readonly testCase: TestCase;
  private readonly context: StepContext;
  private readonly durable: boolean;
  private readonly key: string;

  constructor(testCase: TestCase, models: readonly ProcessModel[], durable: boolean, key: string) {
    this.testCase = testCase;
    this.durable = durable;
    this.key = key;
    this.context = {
      now: '2026-01-05T02:00:00Z',
      actor: { account: 'corpus' },
      model: (id) => models.find((model) => model.id === id),
      resolveProcess: ({ key: called }) => called,
      evaluateDecision: () => undefined,
      decisionDates: () => undefined,
      deadline: () => undefined,
      parameter: () => undefined,
      calendar: () => undefined,
      limits: DEFAULT_LIMITS,
    };
  }

  start(): void {
    this.send({ type: 'startCase', definition: this.key, variables: this.testCase.vars ?? {}, onIncident: 'reject' });
  }

  perform(wanted: Step): void {
    const vars = wanted.vars ?? {};
    switch (wanted.op) {
      case 'complete':
        return this.send({ type: 'completeUserTask', instance: this.find(this.tasks(), wanted.task, wanted.n).id, variables: vars });
      case 'completeAll':
        for (const task of this.tasks()) {
          if (this.run().instances.has(task.id)) this.send({ type: 'completeUserTask', instance: task.id, variables: {} });
        }
        return;
      case 'trigger':
        return this.trigger(wanted.activity);
      case 'message':
        return this.message(wanted.name ?? '', vars);
      case 'signal':
        return this.send({ type: 'deliverSignal', name: wanted.name ?? '', variables: vars });
      case 'timer':
        return this.timer(wanted.activity ?? '', wanted.all ?? false);
      case 'setVars':
        return this.send({ type: 'setVariables', variables: vars });
      case 'enable':
        return this.send({
          type: 'enableActivity',
          scope: this.find([...this.run().instances.values()], wanted.scope).id,
          node: wanted.activity ?? '',
        });
      default:
        throw new Error(`unknown step ${wanted.op}`);
    }
  }

  openTasks(): Record<string, number> {
    return this.count(this.tasks());
  }

  openWaits(): Record<string, number> {
    return this.count(this.waits());
  }

  openTimers(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const instance of this.run().instances.values()) for (const node of Object.keys(instance.memory.t ?? {})) add(counts, strip(node));
    return counts;
  }

  completed(): Record<string, number> {
    return this.counts;
  }

  variables(): Record<string, Json> {
    return { ...this.stored['1'], ...this.lastVariables };
  }

  ended(): boolean {
    return this.state?.e !== undefined;
  }

  private lastVariables: Record<string, Json> = {};

  private run(): Run {
    return openRun(this.context, this.state, this.stored);
  }

  private tasks(): Instance[] {
    return [...this.run().instances.values()].filter(hasOpenUserTask);
  }

  private waits(): Instance[] {
    return [...this.run().instances.values()].filter(
      (at) => (at.node.kind === 'receiveTask' || at.node.kind === 'catchEvent') && !isLoopBody(at) && !isMarker(at),
    );
  }

  private find(candidates: readonly Instance[], name: string | undefined, n = 0): Instance {
    const found = candidates.filter((instance) => this.keyOf(instance) === name || strip(instance.node.id) === name)[n];
    if (!found) throw new Error(`nothing open for ${name}`);
    return found;
  }

  private keyOf({ node }: Instance): string {
    return this.testCase.names ? node.name : strip(node.id);
  }

  private count(instances: readonly Instance[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const instance of instances) add(counts, this.keyOf(instance));
    return counts;
  }

  /** A wait goes on by the event it listens for; one without a trigger by hand. */
  private trigger(activity: string | undefined): void {
    const waiting = this.find(this.waits(), activity);
    const trigger = waiting.node.triggers[0];
    if (trigger?.kind === 'message')
      return this.send({ type: 'deliverMessage', instance: waiting.id, node: waiting.node.id, name: trigger.name, variables: {} });
    if (trigger?.kind === 'timer') return this.fire(waiting.id, waiting.node.id);
    this.send({ type: 'triggerEvent', instance: waiting.id, variables: {} });
  }

  /** One receiver; a message that nobody waits for changes nothing in the case (the store buffers it). */
  private message(name: string, variables: Record<string, Json>): void {
    for (const instance of this.run().instances.values()) {
      for (const event of listenedEvents(instance)) {
        if (!event.triggers.some((trigger) => trigger.kind === 'message' && trigger.name === name)) continue;
        return this.send({ type: 'deliverMessage', instance: instance.id, node: event.id, name, variables });
      }
    }
  }

  private timer(node: string, all: boolean): void {
    const armed = [...this.run().instances.values()].flatMap((at) =>
      Object.keys(at.memory.t ?? {})
        .filter((id) => strip(id) === node)
        .map((id) => [at.id, id] as const),
    );
    if (!armed.length) throw new Error(`no timer ${node}`);
    for (const [instance, id] of all ? armed : armed.slice(0, 1)) this.fire(instance, id);
  }

  private fire(instance: number, node: string): void {
    const due = this.run().instances.get(instance)?.memory.t?.[node]?.[0];
    if (due !== undefined) this.send({ type: 'fireTimer', instance, node, due });
  }

  private send(command: KernelCommand): void {
    const result = step(this.context, this.state, this.stored, command);
    if (result.type === 'needs') throw new Error(`needs ${JSON.stringify(result.need)}`);
    if (result.type === 'rejected') throw result.rejection;
    this.state = this.durable ? JSON.parse(JSON.stringify(result.state)) : result.state;
    this.stored = this.durable ? JSON.parse(JSON.stringify(result.variables)) : result.variables;
    if (this.stored['1']) this.lastVariables = this.stored['1'];
    for (const entry of result.trace) this.record(entry);
    for (const effect of result.effects) {
      if (effect.type === 'incidentRaised') throw new Error(`incident at ${effect.node}: ${effect.message}`);
      if (effect.type === 'jobCreated') this.work(effect.instance, effect.node);
    }
  }

  /** A worker that does its job at once. */
  private work(instance: number, node: string): void {
    const variable = this.testCase.handlers?.[node]?.increment;
    const current = variable === undefined ? 0 : Number(this.variables()[variable] ?? 0);
    if (this.run().instances.has(instance))
      this.send({ type: 'completeJob', instance, variables: variable === undefined ? {} : { [variable]: current + 1 } });
  }

  private record(entry: TraceEntry): void {
    if (entry[0] === '!') add(this.counts, entry[1]);
    if (entry[0] === '-' && entry[3] === 'completed') add(this.counts, entry[2]);
  }
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** In a merged file an id that two processes shared ends in `__sub` or `__call`. */
function strip(id: string): string {
  return id.replace(/__(sub|call)$/, '');
}
