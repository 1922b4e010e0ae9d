/** Waits for requests and handles one after the other, until it is stopped or ended. A server that cannot be reached is asked again, ever more rarely. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Certificate } from '../signing/trust/certificate.ts';
import { AgentFault } from './agent-fault.ts';
import { ServerRefusal } from './agent-protocol.ts';
import { handleRequest, type Handling } from './handle-request.ts';

/** seconds */
const WAIT = 25;
/** milliseconds */
const PAUSE = { first: 1_000, most: 30_000 };

export interface Running extends Handling {
  /** issuers of the certificate, announced with it */
  readonly chain: readonly Certificate[];
  readonly stop: AbortSignal;
  readonly waitSeconds?: number;
  readonly firstPause?: number;
}

/** Throws AgentFault `revoked`. */
export async function runAgent(running: Running): Promise<void> {
  const { server, stop, terminal, texts, certificate, chain } = running;
  const { waitSeconds = WAIT, firstPause = PAUSE.first } = running;
  const key = { certificate: certificate.der.toString('base64'), chain: chain.map(({ der }) => der.toString('base64')) };
  let isAnnounced = false;
  let next = firstPause;
  while (!stop.aborted) {
    try {
      if (!isAnnounced) await server.announce(key);
      isAnnounced = true;
      for (const asked of await server.requests(waitSeconds)) await handleRequest(asked, running);
      next = firstPause;
    } catch (error) {
      if (!isPassing(error)) throw error;
      if (next === firstPause) terminal.tell(texts('unreachable'));
      await pause(next, undefined, { signal: stop }).catch(() => undefined);
      next = Math.min(next * 2, PAUSE.most);
    }
  }
}

/** Throws AgentFault `revoked`. */
function isPassing(error: unknown): boolean {
  if (error instanceof ServerRefusal && error.kind === 'ended') throw new AgentFault('revoked');
  if (error instanceof ServerRefusal) return error.kind === 'later';
  // what fetch throws: no connection, or no answer in time
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}
