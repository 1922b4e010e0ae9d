import type { Context, Middleware } from 'koa';
import type { Logger } from '../../logging/logger.ts';
import { failureOf, problemDetails, type Failure } from '../problem-details.ts';
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

/** Who gets these was held up on a way around the rules, or sits at a page of somebody else. */
const ATTEMPTS: ReadonlySet<string> = new Set(['foreignOrigin', 'originUnknown']);

/** Every refusal is in the log, without what was asked for: the line of the request, of the same id, says who and where. */
function tellRefusal(logger: Logger, { kind, code }: Failure, error: unknown): void {
  if (kind === 'tooMany' || ATTEMPTS.has(code)) logger.warn({ kind, code }, 'attempt refused');
  else logger.info({ kind, code }, 'refused');
  logger.debug({ code, message: error instanceof Error ? error.message : '' }, 'why it was refused');
}

function answer(ctx: Context, error: unknown, logger: Logger): void {
  const failure = failureOf(error);
  if (failure.kind === 'defect') logger.error({ err: error }, 'defect while answering a request');
  else if (failure.kind === 'transient') logger.warn({ err: error }, 'passing fault while answering a request');
  else tellRefusal(logger, failure, error);
  const language = languageOf(ctx);
  const problem = problemDetails(failure, language, ctx.state['requestId'] as string);
  ctx.status = problem.status;
  ctx.set({ ...failure.headers, 'Cache-Control': 'no-store', 'Content-Language': language });
  ctx.vary('Accept-Language');
  ctx.remove('ETag');
  ctx.body = JSON.stringify(problem);
  ctx.type = 'application/problem+json; charset=utf-8';
}
