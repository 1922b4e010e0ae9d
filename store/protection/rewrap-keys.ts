import type pg from 'pg';
import type { Vault, WrappedKey } from '../../protection/vault.ts';
import { rowsOf, statement } from '../statement.ts';

const OLD = statement('select owner, key_id as "keyId", wrapped from data_key where key_id <> $1 and owner > $2 order by owner limit $3');
const REWRAP = statement('update data_key set key_id = $2, wrapped = $3 where owner = $1 and key_id = $4 returning owner');
const LEFT = statement('select count(*)::int as left from data_key where key_id <> $1');
const BATCH = 200;

export interface Rewrapped {
  readonly rewrapped: number;
  /** still under an older key-encryption key; 0 when that may go */
  readonly left: number;
}

/**
 * Puts every data key under the current key-encryption key. Only wrappings change, never what is sealed; each key by itself, so that a
 * run that is stopped goes on where it was.
 */
export async function rewrapKeys(session: { readonly pool: pg.Pool }, vault: Vault): Promise<Rewrapped> {
  const { current } = vault;
  let rewrapped = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const batch: WrappedKey[] = await rowsOf<WrappedKey & Record<string, unknown>>(session, OLD, [current, after, BATCH]);
    for (const stored of batch) {
      const { owner, keyId, wrapped } = await vault.rewrap(stored);
      rewrapped += (await rowsOf(session, REWRAP, [owner, keyId, wrapped, stored.keyId])).length;
    }
    after = batch.at(-1)?.owner;
  }
  const [row] = await rowsOf<{ left: number }>(session, LEFT, [current]);
  return { rewrapped, left: row?.left ?? 0 };
}
