/**
 * Data keys by owner: made here, kept wrapped in the database, unwrapped once and then held in memory. Promise: no key leaves this room
 * but inside a `DataKey`, which cannot be printed.
 */
import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Invariant } from '../errors.ts';
import { DataKey } from './data-key.ts';
import type { KeyWrapper } from './key-wrapper.ts';

/** As the database keeps it. */
export interface WrappedKey {
  readonly owner: string;
  /** the key-encryption key */
  readonly keyId: string;
  readonly wrapped: Buffer;
}

export interface Vault {
  /** the key-encryption key that wraps from now on */
  readonly current: string;
  /** for an owner that has none yet */
  create(owner: string): Promise<WrappedKey>;
  /** at hand, without asking */
  known(owner: string): DataKey | undefined;
  open(stored: WrappedKey): Promise<DataKey>;
  /** the same data key under the current key-encryption key */
  rewrap(stored: WrappedKey): Promise<WrappedKey>;
}

const SECRET = 32;
const MOST_KEYS = 20_000;

export function createVault(wrapper: KeyWrapper): Vault {
  const keys = new LRUCache<string, DataKey>({ max: MOST_KEYS });
  const secretOf = async ({ owner, keyId, wrapped }: WrappedKey): Promise<Buffer> => {
    const secret = await wrapper.unwrap(wrapped, owner, keyId);
    if (secret.length === SECRET) return secret;
    throw new Invariant(`Expected the data key of ${owner} to have ${SECRET} bytes.`);
  };
  const wrap = async (secret: Buffer, owner: string): Promise<WrappedKey> => ({
    owner,
    keyId: wrapper.current,
    wrapped: await wrapper.wrap(secret, owner),
  });
  return {
    current: wrapper.current,
    create: async (owner) => await wrap(randomBytes(SECRET), owner),
    known: (owner) => keys.get(owner),
    async open(stored) {
      const key = new DataKey(stored.owner, await secretOf(stored));
      keys.set(stored.owner, key);
      return key;
    },
    rewrap: async (stored) => await wrap(await secretOf(stored), stored.owner),
  };
}
