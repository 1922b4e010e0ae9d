/**
 * Guessing passwords is slow, and nobody can lock anybody else out: failures are counted for a login together with the network they
 * come from, never for the login alone. A network that fails with many logins has to wait too, except for logins that signed in
 * from it before. Counted in PostgreSQL, so that all nodes count together; an attempt counts before the password is looked at.
 */
import { createHash } from 'node:crypto';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from '../../store/connection.ts';
import type { SignInLimits } from '../api-services.ts';
import { tooMany } from '../too-many.ts';
import { networkOf } from './network-of.ts';

const KNOWN_SECONDS = 30 * 24 * 3_600;

export interface SignInAttempt {
  /** the password was right: earlier failures of this pair are forgiven */
  succeeded(): Promise<void>;
}
export type SignInLimit = (login: string, address: string) => Promise<SignInAttempt>;

/** Throws Rejection tooMany `tooManySignIns`. */
export function createSignInLimit({ pool }: Database, { pair, network: most, windowSeconds }: SignInLimits): SignInLimit {
  const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    });
  const pairs = limiter('signin-pair', pair, windowSeconds);
  const networks = limiter('signin-net', most, windowSeconds);
  const known = limiter('signin-known', 1, KNOWN_SECONDS);

  return async (login, from) => {
    const network = networkOf(from);
    // hashed: a fixed length, and no names of people in the table
    const pairKey = createHash('sha256')
      .update(`${login.normalize('NFC').trim().toLowerCase()}\0${network}`)
      .digest('base64url');
    try {
      await pairs.consume(pairKey);
      const isKnown = (await known.get(pairKey)) !== null;
      if (!isKnown) await networks.consume(network);
      return {
        async succeeded() {
          await pairs.delete(pairKey);
          await known.set(pairKey, 1, KNOWN_SECONDS);
          if (!isKnown) await networks.reward(network);
        },
      };
    } catch (thrown) {
      throw tooMany(thrown, 'tooManySignIns');
    }
  };
}
