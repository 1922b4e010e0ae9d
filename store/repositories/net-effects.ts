/**
 * What the effects of one step come to, as the sections save_step takes. Order within a step does not survive into rows: what was
 * opened and closed again never existed for anybody, and what was removed and made again is replaced.
 */
import type { Effect, JobCreated, Subscribed, TimerArmed, UserTaskOpened } from '../../engine/effect.ts';
import { taskKeys } from '../candidate-keys.ts';
import type { OutboxEntry, SaveStep } from '../contract.ts';

/** What a round waits for its lines by. */
const LINES_READY = 'round.linesReady';

type Row = Readonly<Record<string, unknown>>;
export interface Sections {
  readonly open: Row[];
  readonly reword: Row[];
  readonly close: Row[];
  readonly exclude: Row[];
  readonly arm: Row[];
  readonly disarm: Row[];
  readonly jobs: Row[];
  readonly jobsRemoved: number[];
  readonly subscribe: Row[];
  readonly unsubscribe: Row[];
  readonly incidents: Row[];
  readonly resolved: number[];
  readonly effects: Row[];
  readonly outbox: OutboxEntry[];
  readonly ended: string | undefined;
}

type StepFacts = Pick<SaveStep, 'caseId' | 'revision' | 'unitPath' | 'effects' | 'formVersions'>;

interface Net {
  readonly opened: Map<number, UserTaskOpened>;
  readonly reworded: Map<number, UserTaskOpened>;
  readonly close: Row[];
  readonly exclude: Map<number, Set<string>>;
  readonly armed: Map<string, TimerArmed>;
  readonly disarm: Row[];
  readonly jobs: Map<number, JobCreated>;
  readonly jobsRemoved: Set<number>;
  readonly subscribed: Map<string, Subscribed>;
  readonly unsubscribe: Row[];
  readonly incidents: Map<number, Row>;
  readonly resolved: Set<number>;
  readonly effects: Row[];
  readonly outbox: OutboxEntry[];
  ended: string | undefined;
}

function forget<T extends { instance: number; node: string }>(map: Map<string, T>, instance: number, node: string | undefined): void {
  for (const [key, row] of map) if (row.instance === instance && (node === undefined || row.node === node)) map.delete(key);
}

/** Adds one effect; `id` names it among all effects of all cases, so that what leaves through the outbox can be told apart. */
function add(net: Net, effect: Effect, id: string): void {
  switch (effect.type) {
    case 'userTaskOpened':
      (effect.migrated ? net.reworded : net.opened).set(effect.instance, effect);
      return;
    case 'userTaskClosed':
      net.exclude.delete(effect.instance);
      net.reworded.delete(effect.instance);
      if (!net.opened.delete(effect.instance))
        net.close.push({ instance: effect.instance, how: effect.how, outcome: effect.outcome, act: effect.act });
      return;
    case 'userTaskExclusion':
      net.exclude.set(effect.instance, new Set([...(net.exclude.get(effect.instance) ?? []), ...effect.persons]));
      return;
    case 'jobCreated':
      net.jobs.set(effect.instance, effect);
      return;
    case 'jobRemoved':
      net.jobs.delete(effect.instance);
      net.jobsRemoved.add(effect.instance);
      return;
    case 'timerArmed':
      net.armed.set(`${effect.instance} ${effect.node}`, effect);
      return;
    case 'timerDisarmed':
      forget(net.armed, effect.instance, effect.node);
      net.disarm.push({ instance: effect.instance, node: effect.node });
      return;
    case 'subscribed':
      net.subscribed.set(`${effect.instance} ${effect.node}`, effect);
      // its lines may have come there already
      if (effect.kind === 'message' && effect.name === LINES_READY) net.outbox.push({ kind: 'roundProgress', payload: {} });
      return;
    case 'unsubscribed':
      forget(net.subscribed, effect.instance, effect.node);
      net.unsubscribe.push({ instance: effect.instance, node: effect.node });
      return;
    case 'incidentRaised':
      net.incidents.set(effect.instance, { instance: effect.instance, node: effect.node, kind: effect.kind, message: effect.message });
      return;
    case 'incidentResolved':
      net.incidents.delete(effect.instance);
      net.resolved.add(effect.instance);
      return;
    case 'messageThrown':
    case 'signalThrown':
    case 'taskReminder': {
      const { type, ...payload } = effect;
      net.outbox.push({ kind: type, payload: { id, ...payload } });
      return;
    }
    case 'transactional':
      net.effects.push({ name: effect.name, node: effect.node, input: effect.input });
      return;
    case 'caseEnded':
      net.ended = effect.how;
  }
}

/** A text[] as PostgreSQL writes it: cheaper to read there than a JSON array. */
export const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;

function taskRow(task: UserTaskOpened, excluded: Set<string> | undefined, { formVersions, unitPath }: StepFacts): Row {
  return {
    instance: task.instance,
    node: task.node,
    name: task.name,
    definition: task.definition,
    assignee: task.assignee,
    roles: arrayLiteral(task.candidateRoles),
    units: arrayLiteral(task.candidateUnits),
    persons: arrayLiteral(task.candidatePersons),
    excluded: arrayLiteral(excluded ? [...new Set([...task.excludedPersons, ...excluded])] : task.excludedPersons),
    keys: arrayLiteral(taskKeys({ ...task, unitPath })),
    form: task.form,
    form_version: task.form === undefined ? undefined : formVersions?.[task.form],
    priority: task.priority,
    due_at: task.due?.due,
    due: task.due,
    outcomes: arrayLiteral(task.outcomes),
    loop_index: task.index,
    companion: task.companion,
    mode: task.binding?.mode,
    binding: task.binding,
    partner: task.binding?.mode === 'exchange' ? task.binding.partner : undefined,
  };
}

const jobRow = ({ instance, node, topic, input, retries, backoff }: JobCreated): Row => ({
  instance,
  node,
  topic,
  input,
  retries,
  ...backoff,
});

/** The sections of a step; `step` supplies what names its messages: case id and revision. */
export function netEffects(step: StepFacts): Sections {
  const net: Net = {
    opened: new Map(),
    reworded: new Map(),
    close: [],
    exclude: new Map(),
    armed: new Map(),
    disarm: [],
    jobs: new Map(),
    jobsRemoved: new Set(),
    subscribed: new Map(),
    unsubscribe: [],
    incidents: new Map(),
    resolved: new Set(),
    effects: [],
    outbox: [],
    ended: undefined,
  };
  step.effects.forEach((effect, index) => add(net, effect, `${step.caseId}:${step.revision + 1}:${index}`));
  const open = [...net.opened.values()].map((task) => taskRow(task, net.exclude.get(task.instance), step));
  const reword = [...net.reworded.values()].map((task) => taskRow(task, net.exclude.get(task.instance), step));
  for (const { instance } of [...net.opened.values(), ...net.reworded.values()]) net.exclude.delete(instance);
  return {
    open,
    reword,
    close: net.close,
    exclude: [...net.exclude].map(([instance, persons]) => ({ instance, persons: [...persons] })),
    arm: [...net.armed.values()].map(({ instance, node, due, deadline }) => ({
      instance,
      node,
      due_at: new Date(due).toISOString(),
      due: deadline,
    })),
    disarm: net.disarm,
    jobs: [...net.jobs.values()].map(jobRow),
    jobsRemoved: [...net.jobsRemoved],
    subscribe: [...net.subscribed.values()].map(({ type: _, ...subscription }) => subscription),
    unsubscribe: net.unsubscribe,
    incidents: [...net.incidents.values()],
    resolved: [...net.resolved],
    effects: net.effects,
    outbox: net.outbox,
    ended: net.ended,
  };
}
