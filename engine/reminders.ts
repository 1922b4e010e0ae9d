/**
 * Reminders and escalations of a user task: clocks of its own, counted from its opening and its due date. Their keys are
 * `<element>#<index>`, so they can never be taken for an event of the diagram.
 */
import { IncidentSignal } from './incidents.ts';
import type { Instance, Run } from './run.ts';
import { evaluateList } from './variables.ts';

const MARK = '#';

export function isReminder(key: string): boolean {
  return key.includes(MARK);
}

type Reminder = readonly [key: string, when: number];

/**
 * What still lies ahead. Of a task that opens overdue somebody must know at once: its escalations whose time has passed come, and
 * where there are none its last reminder. `due` is an ISO instant.
 */
export function remindersOf(run: Run, instance: Instance, due: string): readonly Reminder[] {
  const escalations = instance.node.userTask?.escalations ?? [];
  const times = escalations.map(({ at, kind }, index) => ({ kind, index, when: instantOf(at, run.nowMs, Date.parse(due)) }));
  const coming = times.filter(({ kind, when }) => when > run.nowMs || kind === 'escalate');
  const told = coming.some(({ kind, when }) => when <= run.nowMs || kind === 'remind');
  const missed = told || Date.parse(due) > run.nowMs ? [] : times.filter(({ kind }) => kind === 'remind').slice(-1);
  return [...coming, ...missed].map(({ index, when }) => [`${instance.node.id}${MARK}${index}`, when]);
}

export function armReminders(run: Run, instance: Instance, reminders: readonly Reminder[]): void {
  for (const [key, when] of reminders) {
    (instance.memory.t ??= {})[key] = [when];
    run.effects.push({ type: 'timerArmed', instance: instance.id, node: key, due: when });
  }
}

export function disarmReminders(run: Run, instance: Instance): void {
  for (const key of Object.keys(instance.memory.t ?? {})) if (isReminder(key)) forget(run, instance, key);
}

/** Its time has come: whoever is to know is told; the task itself goes on. */
export function remind(run: Run, instance: Instance, key: string): void {
  const escalation = instance.node.userTask?.escalations[Number(key.slice(key.indexOf(MARK) + 1))];
  forget(run, instance, key);
  if (escalation)
    run.effects.push({
      type: 'taskReminder',
      instance: instance.id,
      node: instance.node.id,
      kind: escalation.kind,
      notify: evaluateList(run, instance, escalation.notify),
    });
}

function forget(run: Run, instance: Instance, key: string): void {
  const timers = instance.memory.t;
  if (!timers) return;
  delete timers[key];
  if (Object.keys(timers).length === 0) delete instance.memory.t;
  run.effects.push({ type: 'timerDisarmed', instance: instance.id, node: key });
}

/** `50%` of the time until the due date, or an ISO 8601 duration (of days or less) after it. */
function instantOf(at: string, opened: number, due: number): number {
  const share = /^(\d{1,3})%$/.exec(at);
  if (share) return Math.round(opened + ((due - opened) * Number(share[1])) / 100);
  try {
    return due + Temporal.Duration.from(at).total('milliseconds');
  } catch {
    throw new IncidentSignal('expressionFailed', `Expected '${at}' to be a percentage or an ISO 8601 duration of days or less.`);
  }
}
