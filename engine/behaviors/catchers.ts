/** Who catches what is thrown inside a case. */
import { listenedEvents } from '../arming.ts';
import type { CodeTrigger, Node, Trigger } from '../model/process-model.ts';
import { ancestors, type Instance, isInner, isLoopBody, isMarker, type Run } from '../run.ts';

export interface Catcher {
  readonly listener: Instance;
  readonly event: Node;
}

/** Everything in the case that listens for such a trigger now, oldest first. */
export function listeners(run: Run, matches: (trigger: Trigger) => boolean): Catcher[] {
  const found: Catcher[] = [];
  for (const listener of run.instances.values()) {
    for (const event of listenedEvents(listener)) if (event.triggers.some(matches)) found.push({ listener, event });
  }
  return found;
}

/**
 * The innermost handler of an error or escalation, from the thrower outwards, through call activities: at each level first the
 * event sub-processes of the scope, then the boundary events of the activity; an equal code before a handler without a code.
 * An event sub-process lies inside its scope, so another one beside it may catch what it throws, but never it itself.
 */
export function findCatcher(from: Instance, kind: 'error' | 'escalation', code: string | undefined): Catcher | undefined {
  let handler: Node | undefined;
  for (const at of ancestors(from)) {
    const thrower = handler;
    handler = at.node.scope?.triggeredByEvent ? at.node : undefined;
    const scopeCatches = !isLoopBody(at) && !isMarker(at) && !at.memory.es;
    const starts = scopeCatches ? at.node.scope?.eventStarts.filter((start) => start.parent !== thrower) : undefined;
    const event =
      bestMatch(starts ?? [], kind, code) ?? (isInner(at) || isMarker(at) ? undefined : bestMatch(at.node.boundaries, kind, code));
    if (event) return { listener: at, event };
  }
  return undefined;
}

function bestMatch(events: readonly Node[], kind: 'error' | 'escalation', code: string | undefined): Node | undefined {
  const catching = (wanted: (trigger: CodeTrigger) => boolean) =>
    events.find((event) => event.triggers.some((trigger) => trigger.kind === kind && wanted(trigger)));
  const equal = code === undefined ? undefined : catching((trigger) => trigger.code === code);
  return equal ?? catching((trigger) => trigger.code === undefined || trigger.withoutCode === true);
}
