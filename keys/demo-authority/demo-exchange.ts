import type { Exchange } from '../evidence/exchange.ts';
import { DEMO_PATH, type DemoAuthority } from './demo-authority.ts';

/** Answers questions to the demo authority without the network, so that a worker needs no server beside it; all others go their way. */
export function demoExchange(authority: DemoAuthority, exchange: Exchange): Exchange {
  return async (request) => {
    const { url, method, body = Buffer.alloc(0) } = request;
    const own = url.host === authority.host && url.pathname.startsWith(`${DEMO_PATH}/`);
    const answer = own ? authority.answer(method, url.pathname.slice(DEMO_PATH.length), body) : undefined;
    return answer ? { status: 200, type: answer.type, retryAfter: undefined, body: answer.body } : await exchange(request);
  };
}
