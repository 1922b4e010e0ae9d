import { deadlineState, nearFrom, type DeadlineState } from '../../law/deadline-state.ts';
import type { Bilingual } from '../../law/calendar.ts';
import settings from '../../law/deadline-settings.json' with { type: 'json' };
import { explainClock } from '../../law/explain-clock.ts';
import type { DeadlineFilter, TaskRecord } from '../../store/contract.ts';

/** How it stands with a deadline, what it counts, and why. Instants are ISO 8601 UTC. */
export interface DeadlineView {
  readonly state: DeadlineState;
  readonly start: string;
  /** from when it is near */
  readonly near: string;
  readonly due: string;
  readonly done?: string;
  /** the term that it counts is to be verified by a jurist */
  readonly unsettled?: true;
  readonly explanation: Bilingual;
}

/** Undefined for a task without a due date. */
export function deadlineOf({ due, dueAt, createdAt, closedAt, act, state }: TaskRecord, now: string): DeadlineView | undefined {
  if (dueAt === undefined) return undefined;
  const done = state === 'open' ? undefined : (act?.at ?? closedAt);
  const start = due?.counted?.start ?? createdAt;
  const clock = { start, due: dueAt, ...(due?.near !== undefined && { near: due.near }), ...(done !== undefined && { done }) };
  return {
    state: deadlineState(clock, now, settings.nearShare),
    start,
    near: nearFrom(clock, settings.nearShare),
    due: dueAt,
    ...(done !== undefined && { done }),
    ...(due?.settled === false && { unsettled: true }),
    explanation: explainClock(clock, due?.explanation),
  };
}

export function withDeadline<T extends TaskRecord>(task: T, now: string): T & { readonly deadline?: DeadlineView } {
  const deadline = deadlineOf(task, now);
  return deadline ? { ...task, deadline } : task;
}

export function deadlineFilter(state: DeadlineState | undefined, now: string): { readonly deadline?: DeadlineFilter } {
  return state === undefined ? {} : { deadline: { state, now, share: settings.nearShare } };
}
