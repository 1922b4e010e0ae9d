/** Guessing codes or years is slow: attempts are counted for the network they come from and for the code, in PostgreSQL, for all nodes. */
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from '../../store/connection.ts';
import { attemptKey } from '../../store/queries/find-progress.ts';
import type { LookupLimits } from '../api-services.ts';
import { tooMany } from '../too-many.ts';
import { networkOf } from './network-of.ts';

/** Throws Rejection tooMany `tooManyLookups`. */
export type LookupLimit = (code: string, address: string) => Promise<void>;

export function createLookupLimit(db: Database, { code: perCode, network, windowSeconds }: LookupLimits): LookupLimit {
  const limiter = (keyPrefix: string, points: number): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient: db.pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix,
      points,
      duration: windowSeconds,
    });
  const networks = limiter('lookup-net', network);
  const codes = limiter('lookup-code', perCode);
  return async (code, from) => {
    const key = await attemptKey(db, code);
    try {
      await networks.consume(networkOf(from));
      await codes.consume(key);
    } catch (thrown) {
      throw tooMany(thrown, 'tooManyLookups');
    }
  };
}
