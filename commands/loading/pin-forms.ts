import { findLatestRecord } from '../../store/queries/find-definition-record.ts';
import type { Services } from '../contract.ts';

/** The version of each form that tasks opened now are filled in with. A key without a deployed form is left out. */
export async function pinForms({ db, caches }: Services, keys: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const pinned: Record<string, number> = {};
  for (const key of keys) {
    const version = caches.formVersions.get(key) ?? (await findLatestRecord(db, 'form', key))?.version;
    if (version === undefined) continue;
    caches.formVersions.set(key, version);
    pinned[key] = version;
  }
  return pinned;
}
