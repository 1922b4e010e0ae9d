/**
 * A person decides on what their screen shows. What only the system did meanwhile, or they themselves, or what changes nothing that is decided
 * on, is no reason to ask again; anything else is shown first.
 */
import { isProblem } from '../shared/problem.ts';
import { request } from '../shared/request.ts';
import type { HistoryItem, Page, TaskDetail } from '../shared/types.ts';

const SYSTEM = 'system:';
const HARMLESS: ReadonlySet<string> = new Set(['comment', 'claimTask', 'unclaimTask', 'assignTask']);
const TRIES = 3;

export const isByOthers = ({ actor, command }: HistoryItem, account: string): boolean =>
  actor.account !== account && !actor.account.startsWith(SYSTEM) && !HARMLESS.has(command.type);

export const stepsSince = async (caseId: string, revision: number, signal?: AbortSignal): Promise<readonly HistoryItem[]> =>
  (
    await request<Page<HistoryItem>>(`/cases/${caseId}/history`, {
      query: { limit: 200, cursor: String(revision) },
      ...(signal && { signal }),
    })
  ).items;

interface Sending {
  readonly task: TaskDetail;
  readonly account: string;
  readonly send: (revision: number) => Promise<unknown>;
}

/** Throws Problem `staleRevision` where somebody else has changed the case since. */
export async function onWhatIsSeen({ task, account, send }: Sending): Promise<unknown> {
  let seen = task.caseRevision;
  for (let tries = 1; ; tries += 1) {
    try {
      return await send(seen);
    } catch (error) {
      if (!isProblem(error) || error.code !== 'staleRevision' || tries === TRIES) throw error;
      const steps = await stepsSince(task.caseId, seen);
      const last = steps.at(-1);
      if (!last || steps.some((step) => isByOthers(step, account))) throw error;
      seen = last.revision;
    }
  }
}
