/**
 * Changes of cases, to those of this node's streams whom they may concern. One look at the database serves all streams, and none is
 * taken while nobody listens. A change says only which case has which revision: what is shown is read through the rights, as ever.
 */
import type { Logger } from '../../logging/logger.ts';
import type { Database } from '../../store/connection.ts';
import { currentPosition, listCaseChanges, type CaseChange } from '../../store/queries/case-changes.ts';

/** More changes than this between two looks: listeners are told to read everything anew. */
const MOST = 2_000;

export interface Listener {
  readonly account: string;
  readonly sessionId: string;
  readonly concerns: (change: CaseChange) => boolean;
  readonly onChange: (change: CaseChange) => void;
  /** changes were missed: what is shown must be read anew */
  readonly onLost: (position: string) => void;
  readonly onClose: () => void;
}

/** Position, case and revision: changes have one order, also those of one transaction. */
export const eventIdOf = ({ position, caseId, revision }: CaseChange): string => `${position}.${caseId}.${revision}`;

const positionOf = (eventId: string | undefined): string | undefined => eventId?.split('.')[0];

function isAfter(change: CaseChange, eventId: string): boolean {
  const [position, caseId = '', revision] = eventId.split('.');
  if (change.position !== position) return true;
  return change.caseId > caseId || (change.caseId === caseId && change.revision > Number(revision));
}

export interface ChangeFeed {
  /** everything from now on; with the id of an event, what came after it first */
  listen(listener: Listener, since: string | undefined): Promise<void>;
  forget(listener: Listener): void;
  countOf(account: string): number;
  /** sign-out */
  closeSession(sessionId: string): void;
  close(): void;
}

export function createChangeFeed(db: Database, everyMs: number, logger: Logger): ChangeFeed {
  const listeners = new Set<Listener>();
  let position: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function schedule(): void {
    if (closed || timer || listeners.size === 0) return;
    timer = setTimeout(() => void look(), everyMs);
  }

  async function look(): Promise<void> {
    try {
      const heard = [...listeners];
      const changes = await listCaseChanges(db, (position ??= await currentPosition(db)), MOST);
      position = changes.position;
      for (const listener of heard) tell(listener, changes.items, changes.lost ? changes.position : undefined);
    } catch (error) {
      logger.warn({ err: error }, 'changes could not be read; tried again');
    } finally {
      timer = undefined;
      schedule();
    }
  }

  function tell(listener: Listener, items: readonly CaseChange[], lost: string | undefined): void {
    if (lost !== undefined) listener.onLost(lost);
    for (const change of items) if (listener.concerns(change)) listener.onChange(change);
  }

  return {
    async listen(listener, since) {
      // listening begins before the look back: a change is heard twice at worst, never missed
      listeners.add(listener);
      try {
        const from = positionOf(since);
        const back = from === undefined ? undefined : await listCaseChanges(db, from, MOST);
        if (back)
          tell(
            listener,
            back.items.filter((change) => isAfter(change, since ?? '')),
            back.lost ? back.position : undefined,
          );
        position ??= back?.position ?? (await currentPosition(db));
        schedule();
      } catch (error) {
        listeners.delete(listener);
        throw error;
      }
    },
    forget(listener) {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearTimeout(timer);
      timer = undefined;
      position = undefined;
    },
    countOf: (account) => [...listeners].filter((listener) => listener.account === account).length,
    closeSession(sessionId) {
      for (const listener of listeners) if (listener.sessionId === sessionId) listener.onClose();
    },
    close() {
      closed = true;
      for (const listener of listeners) listener.onClose();
      clearTimeout(timer);
    },
  };
}
