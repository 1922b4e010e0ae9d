/**
 * Guessing passwords is slow, and nobody can lock anybody else out: failures are counted for a login together with the network they
 * come from, never for the login alone, and a device that signed in to it before has a count of its own. Who goes on waits longer each
 * time. A network that fails with many logins has to wait too, except for logins that signed in from it before. Counted in
 * PostgreSQL, so that all nodes count together; an attempt counts before the password is looked at.
 */
import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../../store/connection.ts';
import type { SignInLimits } from '../api-services.ts';
import { tooMany } from '../too-many.ts';
import { networkOf } from './network-of.ts';

const KNOWN_SECONDS = 30 * 24 * 3_600;
const DAY_SECONDS = 24 * 3_600;
const HOUR_SECONDS = 3_600;
/** Of one login from devices that are not known, after the right password: so many codes can be guessed, and no more. */
const STEPS_AN_HOUR = 20;
const UNBOUNDED = 1_000_000;

export interface SignInFrom {
  readonly address: string;
  /** its mark, where it has one */
  readonly device?: string | undefined;
}

/** All throw Rejection tooMany `tooManySignIns`. */
export interface SignInLimit {
  attempt(login: string, from: SignInFrom): Promise<void>;
  /** the password was right and a second step follows */
  stepBegun(login: string, from: SignInFrom): Promise<void>;
  /** earlier failures are forgiven; network, and the device under `mark`, are known from now on */
  succeeded(login: string, from: SignInFrom, mark?: string): Promise<void>;
}

export function createSignInLimit({ pool }: Database, { pair, network: most, windowSeconds }: SignInLimits): SignInLimit {
  const limiter = limiterOn(pool);
  const pairs = limiter('signin-pair', pair, windowSeconds);
  const strikes = limiter('signin-strike', UNBOUNDED, DAY_SECONDS);
  const networks = limiter('signin-net', most, windowSeconds);
  const known = limiter('signin-known', 1, KNOWN_SECONDS);
  const steps = limiter('signin-step', STEPS_AN_HOUR, HOUR_SECONDS);

  /** The first attempt that is one too many sets how long it takes: twice as long as the time before. */
  async function countPair(key: string): Promise<void> {
    try {
      await pairs.consume(key);
    } catch (thrown) {
      if (!(thrown instanceof RateLimiterRes) || thrown.consumedPoints !== pair + 1) throw thrown;
      const { consumedPoints } = await strikes.penalty(key);
      throw await pairs.block(key, Math.min(windowSeconds * 2 ** (consumedPoints - 1), DAY_SECONDS));
    }
  }

  async function placeOf(login: string, { address, device }: SignInFrom) {
    const network = networkOf(address);
    const fromNetwork = keyOf(login, network);
    const fromDevice = device === undefined ? undefined : keyOf(login, `device ${device}`);
    const isKnownDevice = fromDevice !== undefined && (await known.get(fromDevice)) !== null;
    return { network, fromNetwork, isKnownDevice, key: isKnownDevice ? fromDevice : fromNetwork };
  }

  return {
    async attempt(login, from) {
      await counted(async () => {
        const { network, fromNetwork, isKnownDevice, key } = await placeOf(login, from);
        await countPair(key);
        if (!isKnownDevice && (await known.get(fromNetwork)) === null) await networks.consume(network);
      });
    },
    async stepBegun(login, from) {
      await counted(async () => {
        if (!(await placeOf(login, from)).isKnownDevice) await steps.consume(keyOf(login, ''));
      });
    },
    async succeeded(login, from, mark) {
      await counted(async () => {
        const { network, fromNetwork, isKnownDevice, key } = await placeOf(login, from);
        await pairs.delete(key);
        await strikes.delete(key);
        if (!isKnownDevice && (await known.get(fromNetwork)) === null) await networks.reward(network);
        await known.set(fromNetwork, 1, KNOWN_SECONDS);
        if (mark !== undefined) await known.set(keyOf(login, `device ${mark}`), 1, KNOWN_SECONDS);
      });
    },
  };
}

/** On the table that the migration made. */
const limiterOn =
  (storeClient: Database['pool']) =>
  (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
    new RateLimiterPostgres({ storeClient, storeType: 'pool', tableName: 'rate_limit', tableCreated: true, keyPrefix, points, duration });

async function counted(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    throw tooMany(thrown, 'tooManySignIns');
  }
}

/** Hashed: a fixed length, and no names of people in the table. */
const keyOf = (login: string, from: string): string =>
  createHash('sha256')
    .update(`${login.normalize('NFC').trim().toLowerCase()}\0${from}`)
    .digest('base64url');
