/** An incident keeps the token where it is until a person resolves it: never a silent end (design section 4). */
import type { IncidentKind } from './effect.ts';
import type { Instance, Run } from './run.ts';
import type { IncidentResume } from './state.ts';

/** Thrown by whatever cannot go on; caught where the token is, which then stays. */
export class IncidentSignal extends Error {
  readonly kind: IncidentKind;
  constructor(kind: IncidentKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export function raiseIncident(run: Run, at: Instance, resume: IncidentResume, kind: IncidentKind, message: string): void {
  at.memory.inc = merged(at.memory.inc, resume);
  const effect = { type: 'incidentRaised', instance: at.id, node: at.node.id, kind, message } as const;
  run.effects.push(effect);
  run.incident ??= effect;
}

/** What holds the token itself is never forgotten over what happens beside it. */
function merged(before: IncidentResume | undefined, next: IncidentResume): IncidentResume {
  if (!before || !isAside(next)) return next;
  if (before[0] === 'arm' && next[0] === 'arm') return ['arm', ...new Set([...before.slice(1), ...next.slice(1)])] as IncidentResume;
  return before[0] === 'event' ? next : before;
}

/** The token of such an instance goes on meanwhile. */
export function isAside(resume: IncidentResume): boolean {
  return resume[0] === 'event' || resume[0] === 'arm';
}

/** Runs `action`; answers the incident that stopped it, if one did. Nothing may have been changed by then. */
export function attempt(action: () => void): IncidentSignal | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof IncidentSignal) return error;
    throw error;
  }
}

/** Runs `action`; when it cannot go on, the instance keeps the token and remembers where to take up again. Answers success. */
export function guarded(run: Run, at: Instance, resume: IncidentResume, action: () => void): boolean {
  const stopped = attempt(action);
  if (stopped) raiseIncident(run, at, resume, stopped.kind, stopped.message);
  return !stopped;
}
