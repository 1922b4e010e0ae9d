/** Server-sent events (WHATWG HTML 9.2) of one user's changes, until the session ends, the client goes, or the node stops. */
import { PassThrough, type Readable } from 'node:stream';
import type { CaseChange } from '../../store/queries/case-changes.ts';
import { eventIdOf, type ChangeFeed, type Listener } from './change-feed.ts';

/** A client that reads so slowly that this much waits is let go; it comes back and resumes. */
const MOST_WAITING_BYTES = 256 * 1024;
const RETRY_MS = 3_000;

/** The ids and candidate keys by which changes concern a user. */
export interface Audience {
  readonly persons: readonly string[];
  readonly keys: readonly string[];
}

export interface StreamOptions {
  readonly account: string;
  readonly sessionId: string;
  readonly audience: Audience;
  /** Last-Event-ID */
  readonly since: string | undefined;
  readonly heartbeatMs: number;
  /** what concerns the user by now, asked with each sign of life; undefined: the session has ended */
  readonly renew: () => Promise<Audience | undefined>;
}

export async function openEventStream(feed: ChangeFeed, options: StreamOptions): Promise<Readable> {
  const stream = new PassThrough();
  const write = (text: string): void => {
    if (stream.writableLength > MOST_WAITING_BYTES) close();
    else if (!stream.writableEnded) stream.write(text);
  };
  const send = (event: string, id: string, data: unknown): void => write(`event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  let { audience } = options;
  const listener: Listener = {
    account: options.account,
    sessionId: options.sessionId,
    concerns: (change) =>
      change.persons.some((person) => audience.persons.includes(person)) || change.keys.some((key) => audience.keys.includes(key)),
    onChange: (change: CaseChange) =>
      send('case.changed', eventIdOf(change), { caseId: change.caseId, revision: change.revision, at: change.at }),
    onLost: (position) => send('reset', `${position}..0`, {}),
    onClose: () => close(),
  };
  const heartbeat = setInterval(() => void beat(), options.heartbeatMs);

  async function beat(): Promise<void> {
    // a database that is away for a moment signs nobody out
    const renewed = await options.renew().catch(() => audience);
    if (!renewed) return close();
    audience = renewed;
    write(': alive\n\n');
  }

  function close(): void {
    clearInterval(heartbeat);
    feed.forget(listener);
    stream.end();
  }

  stream.on('close', close);
  stream.on('error', close);
  write(`retry: ${RETRY_MS}\n\n`);
  try {
    await feed.listen(listener, options.since);
  } catch (error) {
    close();
    throw error;
  }
  return stream;
}
