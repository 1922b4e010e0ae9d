import type { Context, Middleware } from 'koa';
import type { Logger } from '../../logging/logger.ts';
import { failureOf, problemDetails } from '../problem-details.ts';
import { languageOf } from '../language.ts';

/** Every failure becomes Problem Details. A defect is logged with its cause and shown as a reference only. */
export function answerFailures(logger: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      answer(ctx, error, logger);
    }
  };
}

function answer(ctx: Context, error: unknown, logger: Logger): void {
  const failure = failureOf(error);
  if (failure.kind === 'defect') logger.error({ err: error }, 'defect while answering a request');
  else if (failure.kind === 'transient') logger.warn({ err: error }, 'passing fault while answering a request');
  else logger.debug({ code: failure.code, message: error instanceof Error ? error.message : '' }, 'refused');
  const language = languageOf(ctx);
  const problem = problemDetails(failure, language, ctx.state['requestId'] as string);
  ctx.status = problem.status;
  ctx.set({ ...failure.headers, 'Cache-Control': 'no-store', 'Content-Language': language });
  ctx.vary('Accept-Language');
  ctx.remove('ETag');
  ctx.body = JSON.stringify(problem);
  ctx.type = 'application/problem+json; charset=utf-8';
}
