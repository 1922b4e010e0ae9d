/** What a refused or failed command means for the row that asked for it. */
import { Rejection, Transient } from '../errors.ts';

/** over: nothing will ever come of it. later: the case is not ready for it now. fault: something is wrong; tried again, rarely. */
export type Outlook = 'over' | 'later' | 'fault';

const OVER: ReadonlySet<string> = new Set([
  'caseEnded',
  'caseNotFound',
  'instanceEnded',
  'timerNotArmed',
  'jobNotOpen',
  'messageNotAwaited',
  'messageConsumed',
  'definitionNotFound',
  'caseStarted',
  'deadlineUnchanged',
]);
const LATER: ReadonlySet<string> = new Set(['caseSuspended', 'definitionSuspended', 'busy']);

export function outlookOf(error: unknown): Outlook {
  if (error instanceof Transient) return 'later';
  if (!(error instanceof Rejection)) return 'fault';
  if (OVER.has(error.code) || error.kind === 'notFound') return 'over';
  return LATER.has(error.code) ? 'later' : 'fault';
}

const FIRST_MS = 1_000;
const MOST_MS = 3_600_000;

/** Doubles with each try, spread by up to a fifth so that many failures do not come back together. */
export function delayAfter(tries: number, random: () => number, first = FIRST_MS, factor = 2, most = MOST_MS): number {
  const delay = Math.min(first * factor ** Math.max(0, tries - 1), most);
  return Math.round(delay * (1 + random() / 5));
}

const LONGEST_WAIT_MS = 300_000;

/** A suspended case may be resumed at any moment: what waits for it looks again every five minutes at least. */
export function pauseAfter(outlook: Outlook, tries: number, random: () => number): number {
  return delayAfter(tries, random, FIRST_MS, 2, outlook === 'later' ? LONGEST_WAIT_MS : MOST_MS);
}

export function laterThan(now: string, milliseconds: number): string {
  return new Date(Date.parse(now) + milliseconds).toISOString();
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
