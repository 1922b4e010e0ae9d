/**
 * How it stands with a deadline. Near begins with the first reminder where there is one, else after a share of the time; what is done
 * is judged by when it was done. All instants are ISO 8601 UTC.
 */
export const DEADLINE_STATES = ['onTime', 'near', 'overdue'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

export interface DeadlineClock {
  readonly start: string;
  readonly due: string;
  /** the first reminder */
  readonly near?: string;
  /** when it was done, by the act itself and not by its entry */
  readonly done?: string;
}

/** `share`: 0 to 1 of the time from start to due. */
export function deadlineState(clock: DeadlineClock, now: string, share: number): DeadlineState {
  const at = Date.parse(clock.done ?? now);
  if (at >= Date.parse(clock.due)) return 'overdue';
  return clock.done === undefined && at >= Date.parse(nearFrom(clock, share)) ? 'near' : 'onTime';
}

/** Never before the start nor after the due instant. */
export function nearFrom({ start, due, near }: DeadlineClock, share: number): string {
  const [from, to] = [Date.parse(start), Date.parse(due)];
  const at = near === undefined ? from + (to - from) * share : Date.parse(near);
  return new Date(Math.round(Math.min(Math.max(at, Math.min(from, to)), to))).toISOString();
}
