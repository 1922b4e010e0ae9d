/** What a step asks the outside to write, written into the world: the rows of a database, without one. */
import type { Actor } from '../engine/command.ts';
import type { Effect, UserTaskClosed, UserTaskOpened } from '../engine/effect.ts';
import { localDate } from '../engine/time-values.ts';
import { USUAL_CLASS } from '../policies/usual-class.ts';
import { happened } from './happened.ts';
import { termBegan, termEnded } from './terms.ts';
import type { SimTask, World } from './world.ts';

/** How long a message that a case throws waits for its receiver. */
const MESSAGE_MS = 86_400_000;

export function applyEffects(world: World, effects: readonly Effect[], actor: Actor): void {
  for (const effect of effects) applyEffect(world, effect, actor);
}

function applyEffect(world: World, effect: Effect, actor: Actor): void {
  switch (effect.type) {
    case 'userTaskOpened':
      return openTask(world, effect);
    case 'userTaskClosed':
      return closeTask(world, effect, actor);
    case 'userTaskExclusion':
      return exclude(world, effect.instance, effect.persons);
    case 'taskReminder':
      return noticed(world, `task-${effect.kind}`, effect.notify, { node: effect.node, instance: effect.instance });
    case 'jobCreated':
      world.jobs.set(effect.instance, effect);
      return;
    case 'jobRemoved':
      world.jobs.delete(effect.instance);
      return;
    case 'timerArmed':
      world.timers.set(`${effect.instance} ${effect.node}`, effect);
      return termBegan(world, 'timer', effect, effect.deadline);
    case 'timerDisarmed':
      termEnded(world, 'timer', effect, 'gone');
      return forget(world.timers, effect.instance, effect.node);
    case 'subscribed':
      world.subscriptions.set(`${effect.instance} ${effect.node}`, effect);
      return;
    case 'unsubscribed':
      return forget(world.subscriptions, effect.instance, effect.node);
    case 'incidentRaised':
      world.incidents.set(effect.instance, { node: effect.node, kind: effect.kind, message: effect.message, seen: false });
      return happened(world, 'happened.incident', { node: effect.node, message: effect.message });
    case 'incidentResolved':
      world.incidents.delete(effect.instance);
      return;
    default:
      return applyOutgoing(world, effect);
  }
}

/** What leaves the case. */
function applyOutgoing(world: World, effect: Effect): void {
  switch (effect.type) {
    case 'messageThrown':
      world.thrown.push({ message: effect, until: world.now + MESSAGE_MS });
      world.sent.push({ message: effect.name, key: effect.key, data: effect.payload });
      return happened(world, 'happened.sent', { name: effect.name });
    case 'signalThrown':
      world.sent.push({ message: effect.name, key: '', data: effect.payload });
      return happened(world, 'happened.sent', { name: effect.name });
    case 'transactional':
      world.applied.push(effect);
      return happened(world, 'happened.applied', { effect: effect.name });
    case 'caseEnded':
      return happened(world, 'happened.ended', { end: world.ends.at(-1) ?? effect.how });
    default:
  }
}

export function noticed(world: World, key: string, to: readonly string[], data: World['notices'][number]['data']): void {
  world.notices.push({ key, to, data });
  happened(world, 'happened.notified', { notice: key, to: to.join(', ') });
}

function forget(rows: Map<string, { readonly instance: number; readonly node: string }>, instance: number, node?: string): void {
  for (const [key, row] of rows) if (row.instance === instance && (node === undefined || row.node === node)) rows.delete(key);
}

function openTask(world: World, effect: UserTaskOpened): void {
  const { instance, node, name, assignee, candidateRoles, candidateUnits, candidatePersons, excludedPersons, binding, named } = effect;
  const known = effect.migrated ? world.tasks.get(instance) : undefined;
  const due = known?.due ?? effect.due;
  const task: SimTask = {
    instance,
    node,
    name,
    procedure: world.procedure,
    definition: effect.definition,
    unitPath: world.unitPath,
    state: 'open',
    confidentiality: USUAL_CLASS,
    ...(assignee !== undefined && { assignee }),
    candidateRoles: named?.roles ?? candidateRoles,
    candidateUnits: named?.units ?? candidateUnits,
    candidatePersons: named?.persons ?? candidatePersons,
    excludedPersons,
    ...(binding && { elsewhere: binding }),
    form: effect.form,
    openedOn: localDate(world.now),
    due,
    outcomes: effect.outcomes,
    priority: effect.priority,
    index: effect.index,
    ...(effect.companion && { companion: effect.companion }),
  };
  world.tasks.set(instance, task);
  if (!known) termBegan(world, 'task', effect, due);
  const candidates = [assignee, ...candidateRoles, ...candidateUnits, ...candidatePersons].filter((one) => one !== undefined);
  happened(world, 'happened.opened', { task: node, name, candidates: candidates.join(', ') || '–' }, due);
}

function closeTask(world: World, { instance, how, outcome }: UserTaskClosed, actor: Actor): void {
  const task = world.tasks.get(instance);
  if (!task) return;
  termEnded(world, 'task', task, how === 'completed' ? 'met' : 'gone');
  world.tasks.set(instance, {
    ...task,
    state: how,
    ...(how !== 'cancelled' && actor.person !== undefined && { closedPerson: actor.person }),
  });
  if (how === 'cancelled') return happened(world, 'happened.cancelled', { task: task.node });
  const said = outcome === undefined ? '' : `: ${outcome}`;
  happened(world, 'happened.completed', { who: actor.account, task: task.node, outcome: said });
  if (how === 'completed') produce(world, task, actor);
}

/** A completed task has produced its documents and gathered its signatures. */
function produce(world: World, task: SimTask, actor: Actor): void {
  const facet = world.module.models.get(task.definition)?.nodes.get(task.node)?.userTask;
  if (!facet || task.companion) return;
  for (const { key } of facet.documents) {
    world.documents.set(key, (world.documents.get(key) ?? 0) + 1);
    happened(world, 'happened.document', { document: key });
  }
  for (const signature of facet.signatures) world.signed.push({ ...signature, by: actor.account });
}

function exclude(world: World, instance: number, persons: readonly string[]): void {
  const task = world.tasks.get(instance);
  if (task) world.tasks.set(instance, { ...task, excludedPersons: [...new Set([...task.excludedPersons, ...persons])] });
}
