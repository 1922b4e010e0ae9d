import { deadlineState, nearFrom, type DeadlineState } from '../../law/deadline-state.ts';
import type { Bilingual } from '../../law/calendar.ts';
import { explainClock } from '../../law/explain-clock.ts';
import type { DeadlineMoment } from '../loading/near-share.ts';
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
export function deadlineOf(task: TaskRecord, { now, share }: DeadlineMoment): DeadlineView | undefined {
  const { due, dueAt, createdAt, closedAt, act, state } = task;
  if (dueAt === undefined) return undefined;
  const done = state === 'open' ? undefined : (act?.at ?? closedAt);
  const start = due?.counted?.start ?? createdAt;
  const clock = { start, due: dueAt, ...(due?.near !== undefined && { near: due.near }), ...(done !== undefined && { done }) };
  return {
    state: deadlineState(clock, now, share),
    start,
    near: nearFrom(clock, share),
    due: dueAt,
    ...(done !== undefined && { done }),
    ...(due?.settled === false && { unsettled: true }),
    explanation: explainClock(clock, due?.explanation),
  };
}

export function withDeadline<T extends TaskRecord>(task: T, at: DeadlineMoment): T & { readonly deadline?: DeadlineView } {
  const deadline = deadlineOf(task, at);
  return deadline ? { ...task, deadline } : task;
}

export function deadlineFilter(state: DeadlineState | undefined, at: DeadlineMoment): { readonly deadline?: DeadlineFilter } {
  return state === undefined ? {} : { deadline: { state, ...at } };
}
