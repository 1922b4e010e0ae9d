/** Reads a stream of server-sent events as it comes. */
import http from 'node:http';

export interface ServerEvent {
  readonly event: string;
  readonly id: string;
  readonly data: { readonly caseId?: string; readonly revision?: number };
}
export interface EventReader {
  readonly status: number;
  readonly type: string;
  /** the next event that fits, however many others come before */
  next(fits?: (event: ServerEvent) => boolean): Promise<ServerEvent>;
  /** everything so far, comments too */
  readonly text: () => string;
  /** resolves when the server ends the stream */
  readonly ended: Promise<void>;
  close(): void;
}

const LONGEST_MS = 10_000;

export async function readEvents(url: string, token: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const request = http.get(
    `${url}/api/v1/events`,
    { headers: { cookie: `trinh-ky=${token}`, accept: 'text/event-stream', ...headers } },
    resolve,
  );
  request.on('error', reject);
  const response = await promise;
  let text = '';
  let used = 0;
  const waiting = new Set<() => void>();
  const ended = new Promise<void>((done) => void response.on('end', done).on('close', done));
  response.setEncoding('utf8');
  response.on('data', (part: string) => {
    text += part;
    for (const wake of waiting) wake();
  });
  const take = (fits: (event: ServerEvent) => boolean): ServerEvent | undefined => {
    for (let end = text.indexOf('\n\n', used); end >= 0; end = text.indexOf('\n\n', used)) {
      const event = parse(text.slice(used, end));
      used = end + 2;
      if (event && fits(event)) return event;
    }
    return undefined;
  };
  return {
    status: response.statusCode ?? 0,
    type: response.headers['content-type'] ?? '',
    text: () => text,
    ended,
    close: () => void request.destroy(),
    async next(fits = () => true) {
      const deadline = AbortSignal.timeout(LONGEST_MS);
      for (;;) {
        const event = take(fits);
        if (event) return event;
        if (deadline.aborted) throw new Error(`No such event in ${LONGEST_MS} ms: ${text}`);
        await new Promise<void>((wake) => {
          waiting.add(wake);
          deadline.addEventListener('abort', () => wake(), { once: true });
        });
        waiting.clear();
      }
    },
  };
}

function parse(block: string): ServerEvent | undefined {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const event = field('event');
  const data = field('data');
  if (event === undefined || data === undefined) return undefined;
  return { event, id: field('id') ?? '', data: JSON.parse(data) as ServerEvent['data'] };
}
