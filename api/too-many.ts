import { RateLimiterRes } from 'rate-limiter-flexible';
import { Rejection, Transient } from '../errors.ts';

/** What a limiter throws: a refusal that says how long to wait; else its store cannot be reached, which may pass. */
export function tooMany(thrown: unknown, code: string): Rejection | Transient {
  if (!(thrown instanceof RateLimiterRes)) return new Transient('rateLimit', 'Expected the limits to be counted.', thrown);
  const retryAfterSeconds = Math.max(1, Math.ceil(thrown.msBeforeNext / 1_000));
  return new Rejection('tooMany', code, `Expected fewer requests; the next one may come in ${retryAfterSeconds} s.`, {
    details: { retryAfterSeconds },
  });
}
