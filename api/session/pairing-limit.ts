/** Guessing pairing codes is slow: wrong ones are counted for the network they come from, in PostgreSQL, for all nodes. */
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from '../../store/connection.ts';
import { tooMany } from '../too-many.ts';
import { networkOf } from './network-of.ts';

/** An office behind one address pairs its computers on one morning. */
const WRONG_CODES = 30;
const WINDOW_SECONDS = 900;

/** Throws Rejection tooMany `tooManyPairings`; what `pair` throws. */
export type PairingLimit = <T>(address: string, pair: () => Promise<T>) => Promise<T>;

export function createPairingLimit({ pool }: Database): PairingLimit {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: 'agent-pair',
    points: WRONG_CODES,
    duration: WINDOW_SECONDS,
  });
  return async (address, pair) => {
    const network = networkOf(address);
    try {
      await limiter.consume(network);
    } catch (thrown) {
      throw tooMany(thrown, 'tooManyPairings');
    }
    const paired = await pair();
    await limiter.reward(network);
    return paired;
  };
}
