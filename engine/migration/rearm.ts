/** After the move: what an instance listened for and what it listens for now. Running clocks go on; new ones start. */
import { arm, armTimer, listenedEvents } from '../arming.ts';
import type { Node, TimerTrigger } from '../model/process-model.ts';
import { isReminder } from '../reminders.ts';
import type { Instance, Run } from '../run.ts';

export function rearm(run: Run, before: Instance, after: Instance, rename: (id: string) => string): void {
  const old = [...listenedEvents(before)];
  const now = [...listenedEvents(after)];
  const known = new Map(old.map((event) => [rename(event.id), event]));
  rearmTimers(run, before, after, now, known);
  resubscribe(run, before, after, old, now);
  for (const event of now) {
    const previous = known.get(event.id);
    if (previous && before.memory.c?.[previous.id]) (after.memory.c ??= {})[event.id] = 1;
  }
}

function rearmTimers(run: Run, before: Instance, after: Instance, now: readonly Node[], known: ReadonlyMap<string, Node>): void {
  const kept = new Set<string>();
  for (const [key, armed] of Object.entries(before.memory.t ?? {})) {
    if (!isReminder(key) || before.node.id !== after.node.id) continue;
    kept.add(key);
    (after.memory.t ??= {})[key] = armed;
  }
  for (const event of now) {
    const trigger = event.triggers.find((candidate): candidate is TimerTrigger => candidate.kind === 'timer');
    const previous = known.get(event.id);
    const armed = previous && before.memory.t?.[previous.id];
    if (!trigger) continue;
    if (armed) {
      kept.add(previous.id);
      (after.memory.t ??= {})[event.id] = armed;
      if (previous.id !== event.id) rename(run, after, previous, event, armed[0]);
    } else if (!previous?.triggers.some((candidate) => candidate.kind === 'timer')) armTimer(run, after, event, trigger);
  }
  for (const id of Object.keys(before.memory.t ?? {}))
    if (!kept.has(id)) run.effects.push({ type: 'timerDisarmed', instance: before.id, node: id });
}

function rename(run: Run, instance: Instance, previous: Node, event: Node, due: number): void {
  run.effects.push({ type: 'timerDisarmed', instance: instance.id, node: previous.id });
  run.effects.push({ type: 'timerArmed', instance: instance.id, node: event.id, due });
}

/** All of them anew, unless nothing changed: keys may be computed differently in the new version. */
function resubscribe(run: Run, before: Instance, after: Instance, old: readonly Node[], now: readonly Node[]): void {
  if (signature(old) === signature(now)) return;
  if (old.some(subscribes)) run.effects.push({ type: 'unsubscribed', instance: before.id });
  for (const event of now)
    if (subscribes(event)) arm(run, after, { ...event, triggers: event.triggers.filter(({ kind }) => kind !== 'timer') });
}

function subscribes(event: Node): boolean {
  return event.triggers.some(({ kind }) => kind === 'message' || kind === 'signal');
}

function signature(events: readonly Node[]): string {
  return JSON.stringify(
    events
      .filter(subscribes)
      .map((event) => [
        event.id,
        event.triggers.map((trigger) =>
          trigger.kind === 'message' ? [trigger.name, trigger.correlationKey?.source] : trigger.kind === 'signal' ? [trigger.name] : [],
        ),
      ]),
  );
}
