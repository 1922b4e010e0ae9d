import { RateLimiterRes } from 'rate-limiter-flexible';
import { Rejection } from '../errors.ts';

/** What a limiter throws, as a refusal that says how long to wait; other faults stay what they are. */
export function tooMany(thrown: unknown, code: string): unknown {
  if (!(thrown instanceof RateLimiterRes)) return thrown;
  const retryAfterSeconds = Math.max(1, Math.ceil(thrown.msBeforeNext / 1_000));
  return new Rejection('tooMany', code, `Expected fewer requests; the next one may come in ${retryAfterSeconds} s.`, {
    details: { retryAfterSeconds },
  });
}
