/**
 * (a) Kernel: CPU and state bytes for one step of the same diagram, ours against bpmn-engine, in the same process. A step is what a
 * durable engine does between two database calls: take up the stored state, complete one task, give the new state to be stored.
 */
import { readFileSync } from 'node:fs';
import { Engine } from 'bpmn-engine';
import type { KernelCommand } from '../engine/command.ts';
import { compileDefinitions } from '../engine/model/compile.ts';
import { parseBpmn } from '../engine/model/parse.ts';
import type { ProcessModel } from '../engine/model/process-model.ts';
import { DEFAULT_LIMITS, type StepContext } from '../engine/ports.ts';
import type { CaseState, CaseVariables } from '../engine/state.ts';
import { step } from '../engine/step.ts';
import { feel } from '../expressions/feel.ts';
import { median, round } from './figures.ts';

export const DIAGRAM = new URL('./diagrams/approval.bpmn', import.meta.url);
/** one way through the diagram, both parallel tasks included */
export const WAY = ['receive', 'check', 'opinionA', 'opinionB', 'hold', 'draft', 'review', 'sign', 'notifyParty'];
const VARIABLES = { supplement: false, rework: false };
const OURS_CASES = 2_000;
const THEIRS_CASES = 12;

export interface KernelFigures {
  readonly cpuUs: number;
  readonly stateBytes: number;
}

export async function compileBenchModel(id = 'approval'): Promise<ProcessModel> {
  const { definitions } = await parseBpmn(readFileSync(DIAGRAM, 'utf8'));
  const { models, problems } = compileDefinitions(definitions, { language: feel, manualTask: 'wait', abstractTask: 'pass' }, () => id);
  const [model] = models;
  if (!model) throw new Error(JSON.stringify(problems));
  return model;
}

export async function measureKernel(): Promise<{ ours: KernelFigures; theirs: KernelFigures }> {
  const model = await compileBenchModel();
  ours(model, OURS_CASES / 4);
  const our = ours(model, OURS_CASES);
  await theirs(2);
  return { ours: our, theirs: await theirs(THEIRS_CASES) };
}

function ours(model: ProcessModel, cases: number): KernelFigures {
  const context: StepContext = {
    now: '2026-03-02T02:00:00.000Z',
    actor: { account: 'bench', person: 'bench' },
    model: () => model,
    resolveProcess: () => undefined,
    evaluateDecision: () => undefined,
    decisionDates: () => undefined,
    deadline: () => undefined,
    parameter: () => undefined,
    calendar: () => undefined,
    limits: DEFAULT_LIMITS,
  };
  const bytes: number[] = [];
  const before = process.cpuUsage();
  for (let n = 0; n < cases; n++) {
    let state: CaseState | undefined;
    let variables: CaseVariables | undefined;
    const send = (command: KernelCommand): void => {
      const result = step(context, state, variables, command);
      if (result.type !== 'accepted') throw new Error(`step ${JSON.stringify(command)} was not accepted`);
      const text = JSON.stringify(result.state);
      bytes.push(text.length);
      state = JSON.parse(text) as CaseState;
      variables = result.variables;
    };
    send({ type: 'startCase', definition: 'approval', variables: VARIABLES, onIncident: 'reject' });
    for (const task of WAY) send({ type: 'completeUserTask', instance: instanceOf(state, task), variables: {} });
  }
  return figures(before, bytes);
}

function instanceOf(state: CaseState | undefined, node: string): number {
  const found = state?.i.find(([, id]) => id === node);
  if (!found) throw new Error(`no active ${node}`);
  return found[0];
}

/** bpmn-engine evaluates `${environment.variables.x}`: the two conditions of the diagram are said that way. */
function theirSource(): string {
  return readFileSync(DIAGRAM, 'utf8').replaceAll(/>(supplement|rework) = true</g, '>${environment.variables.$1}<');
}

/** Starting is not counted on their side: it parses the diagram, which a server would do once. */
async function theirs(cases: number): Promise<KernelFigures> {
  const bytes: number[] = [];
  let used = 0;
  for (let n = 0; n < cases; n++) {
    let stored = await theirStart();
    for (const task of WAY) {
      const before = process.cpuUsage();
      stored = await theirStep(stored, task);
      const { user, system } = process.cpuUsage(before);
      used += user + system;
      bytes.push(stored.length);
    }
  }
  return { cpuUs: round(used / bytes.length), stateBytes: round(median(bytes)) };
}

async function theirStart(): Promise<string> {
  const execution = await new Engine({ name: 'baseline', source: theirSource(), variables: VARIABLES }).execute();
  const state = JSON.stringify(execution.getState());
  void execution.stop();
  return state;
}

async function theirStep(stored: string, task: string): Promise<string> {
  const execution = await new Engine({ name: 'baseline' }).recover(JSON.parse(stored)).resume();
  execution.signal({ id: task });
  const state = JSON.stringify(execution.getState());
  void execution.stop();
  return state;
}

function figures(before: NodeJS.CpuUsage, bytes: readonly number[]): KernelFigures {
  const { user, system } = process.cpuUsage(before);
  return { cpuUs: round((user + system) / bytes.length, 2), stateBytes: round(median(bytes)) };
}
