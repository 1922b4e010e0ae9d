/**
 * The wrapped data keys of the database. A key is committed before anything is sealed with it, outside the caller's transaction: one
 * that was made for a step that then failed waits for the next.
 */
import type pg from 'pg';
import type { DataKey } from '../../protection/data-key.ts';
import type { Vault, WrappedKey } from '../../protection/vault.ts';
import { translated } from '../database-error.ts';

export interface KeyStore {
  readonly vault: Vault;
  /** made where there is none */
  keyOf(owner: string): Promise<DataKey>;
  /** undefined where there is none */
  existing(owner: string): Promise<DataKey | undefined>;
}

interface Row {
  owner: string;
  key_id: string;
  wrapped: Buffer;
}

const FIND = { name: 'data_key_find', text: 'select owner, key_id, wrapped from data_key where owner = $1' };
const ADD = {
  name: 'data_key_add',
  text: 'insert into data_key (owner, key_id, wrapped) values ($1, $2, $3) on conflict do nothing returning owner, key_id, wrapped',
};

export function createKeyStore(vault: Vault, pool: pg.Pool): KeyStore {
  const rowOf = async (query: { name: string; text: string }, values: unknown[]): Promise<WrappedKey | undefined> => {
    try {
      const [row] = (await pool.query<Row>({ ...query, values })).rows;
      return row && { owner: row.owner, keyId: row.key_id, wrapped: row.wrapped };
    } catch (fault) {
      throw translated(fault);
    }
  };
  const existing = async (owner: string): Promise<DataKey | undefined> => {
    const known = vault.known(owner);
    if (known) return known;
    const stored = await rowOf(FIND, [owner]);
    return stored && (await vault.open(stored));
  };
  return {
    vault,
    existing,
    async keyOf(owner) {
      const found = await existing(owner);
      if (found) return found;
      const { keyId, wrapped } = await vault.create(owner);
      const added = await rowOf(ADD, [owner, keyId, wrapped]);
      // another was faster: its key counts
      return added ? await vault.open(added) : await this.keyOf(owner);
    },
  };
}
