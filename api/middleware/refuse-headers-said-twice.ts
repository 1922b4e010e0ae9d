import type { Middleware } from 'koa';
import { ProtocolRefusal } from '../protocol-refusal.ts';

/** What decides about a request, and of which Node would believe the first where a proxy may have believed the last. */
const DECIDING = ['host', 'origin', 'sec-fetch-site', 'content-type', 'idempotency-key', 'if-match'];

/** Said twice it means two things (RFC 9112 §3.2 for Host): refused, and the connection ends, for who knows what comes next on it. */
export const refuseHeadersSaidTwice: Middleware = async (ctx, next) => {
  const twice = DECIDING.find((name) => (ctx.req.headersDistinct[name]?.length ?? 0) > 1);
  if (twice === undefined) return await next();
  throw new ProtocolRefusal('malformed', 'headerSaidTwice', `Expected the header ${twice} once.`, {
    details: { header: twice },
    headers: { Connection: 'close' },
  });
};
