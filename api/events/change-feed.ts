/**
 * Changes of cases, to those of this node's streams whom they may concern. One look at the database serves all streams, and none is
 * taken while nobody listens. A change says only which case has which revision: what is shown is read through the rights, as ever.
 */
import type { Logger } from '../../logging/logger.ts';
import type { Database } from '../../store/connection.ts';
import { currentPosition, listCaseChanges, type CaseChange, type CaseChanges } from '../../store/queries/case-changes.ts';

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
  const lookout = createLookout(db, everyMs, logger, listeners);
  return {
    async listen(listener, since) {
      // listening begins before the look back: a change is heard twice at worst, never missed
      listeners.add(listener);
      try {
        const from = since?.split('.')[0];
        const back = from === undefined ? undefined : await listCaseChanges(db, from, MOST);
        if (back) tell(listener, missed(back, since ?? ''));
        await lookout.begin(back?.position);
      } catch (error) {
        listeners.delete(listener);
        throw error;
      }
    },
    forget(listener) {
      listeners.delete(listener);
      if (listeners.size === 0) lookout.pause();
    },
    countOf: (account) => [...listeners].filter((listener) => listener.account === account).length,
    closeSession(sessionId) {
      for (const listener of listeners) if (listener.sessionId === sessionId) listener.onClose();
    },
    close() {
      lookout.end();
      for (const listener of listeners) listener.onClose();
    },
  };
}

function missed(back: CaseChanges, since: string): CaseChanges {
  return { ...back, items: back.items.filter((change) => isAfter(change, since)) };
}

function tell(listener: Listener, { items, lost, position }: CaseChanges): void {
  if (lost) listener.onLost(position);
  for (const change of items) if (listener.concerns(change)) listener.onChange(change);
}

interface Lookout {
  /** from `position` on, or from where it is already, or from now */
  begin(position: string | undefined): Promise<void>;
  pause(): void;
  end(): void;
}

/** Looks again and again while somebody listens, one look at a time. */
function createLookout(db: Database, everyMs: number, logger: Logger, listeners: ReadonlySet<Listener>): Lookout {
  let position: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let ended = false;

  function schedule(): void {
    if (!ended && !looking && !timer && listeners.size > 0) timer = setTimeout(() => void look(), everyMs);
  }

  async function look(): Promise<void> {
    timer = undefined;
    looking = true;
    try {
      const heard = [...listeners];
      const changes = await listCaseChanges(db, (position ??= await currentPosition(db)), MOST);
      position = changes.position;
      for (const listener of heard) tell(listener, changes);
    } catch (error) {
      logger.warn({ err: error }, 'changes could not be read; tried again');
    } finally {
      looking = false;
      schedule();
    }
  }

  return {
    async begin(from) {
      position ??= from ?? (await currentPosition(db));
      schedule();
    },
    pause() {
      clearTimeout(timer);
      timer = undefined;
      position = undefined;
    },
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}
