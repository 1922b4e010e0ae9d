/** Requests a minute, per account or address and class of route, in this node's memory: a brake for runaway clients, not a quota. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { LimitClass, Limits } from './api-services.ts';
import { tooMany } from './too-many.ts';

export type RequestLimit = (limit: LimitClass, key: string) => Promise<void>;

/** Throws Rejection tooMany `tooManyRequests`. */
export function createRequestLimit(limits: Limits): RequestLimit {
  const limiters = new Map(
    Object.entries(limits).map(([limit, points]) => [limit, new RateLimiterMemory({ keyPrefix: limit, points, duration: 60 })]),
  );
  return async (limit, key) => {
    try {
      await limiters.get(limit)?.consume(key);
    } catch (thrown) {
      throw tooMany(thrown, 'tooManyRequests');
    }
  };
}
