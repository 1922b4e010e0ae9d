/** The register in the database, read anew after a short while: a change is in force within seconds on every node. */
import { LRUCache } from 'lru-cache';
import type { BindingRegister } from '../../engine/bindings/binding.ts';
import type { Database } from '../../store/connection.ts';
import { loadBindingRegister } from '../../store/repositories/bindings.ts';
import type { BindingSource } from './binding-source.ts';

const FRESH_MS = 2_000;

export function storedBindings(db: Database): BindingSource {
  const kept = new LRUCache<'register', BindingRegister>({ max: 1, ttl: FRESH_MS });
  return {
    atHand: () => kept.get('register'),
    async load() {
      const register = await loadBindingRegister(db);
      kept.set('register', register);
      return register;
    },
    forget: () => kept.clear(),
  };
}
