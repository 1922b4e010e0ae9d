import type { Middleware } from 'koa';
import type { Logger } from '../../logging/logger.ts';
import { withLogContext } from '../../logging/log-context.ts';
import { requestId } from '../../logging/request-id.ts';

/** What every request has: an id (also in the answer and in each log entry), and one line in the access log, without query or body. */
export function requestScope(logger: Logger, newId: () => string): Middleware {
  return async (ctx, next) => {
    const id = requestId(ctx.get('x-request-id') || undefined, newId);
    ctx.state['requestId'] = id;
    ctx.set('X-Request-Id', id);
    const started = performance.now();
    await withLogContext({ requestId: id }, async () => {
      await next();
      const { method, path, status } = ctx;
      const ms = Math.round((performance.now() - started) * 10) / 10;
      logger.info({ method, path: path.slice(0, 300), status, ms, account: ctx.state['account'] as string | undefined }, 'request');
    });
  };
}
