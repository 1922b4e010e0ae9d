/** The register as people read it: every key with its history, what is in force on a day, and what is still to be verified. */
import { localDate } from '../../engine/time-values.ts';
import type { Json } from '../../expressions/json.ts';
import { isSettled, kindOfEntry } from '../../law/register-entry.ts';
import { readEntry } from '../../law/read-entry.ts';
import type { Database } from '../../store/connection.ts';
import { listParameters, type ParameterRecord } from '../../store/repositories/parameters.ts';

export interface RegisterVersion extends Omit<ParameterRecord, 'key' | 'body' | 'note'> {
  readonly kind: string;
  readonly value: Json;
  readonly unit?: string;
  readonly settled: boolean;
  readonly title?: { readonly vi: string; readonly en: string };
  readonly note?: string;
  /** as it was entered, for a proposal that changes it */
  readonly entry: Json;
}

export interface RegisterItem {
  readonly key: string;
  readonly title?: { readonly vi: string; readonly en: string };
  /** version in force on the day asked for */
  readonly inForce?: string;
  /** the version in force is to be verified by a jurist */
  readonly toBeVerified: boolean;
  /** newest first day first */
  readonly versions: readonly RegisterVersion[];
}

/** `day`: ISO date, today where it is not given. All keys, or one, or those below a prefix like `hoan.`; in order of keys. */
export async function listRegister(
  db: Database,
  { key, prefix, day, now }: { readonly key?: string; readonly prefix?: string; readonly day?: string; readonly now: string },
): Promise<readonly RegisterItem[]> {
  const records = await listParameters(db, key === undefined ? {} : { key });
  const wanted = records.filter((record) => prefix === undefined || record.key.startsWith(prefix));
  const byKey = [...Map.groupBy(wanted, (record) => record.key)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return byKey.map(([name, versions]) => itemOf(name, versions, day ?? localDate(Date.parse(now))));
}

function itemOf(key: string, records: readonly ParameterRecord[], day: string): RegisterItem {
  const versions = records.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1)).map(versionOf);
  const active = versions.find(
    ({ status, validFrom, validTo }) => status === 'active' && validFrom <= day && (validTo === undefined || day < validTo),
  );
  const title = (active ?? versions[0])?.title;
  return {
    key,
    ...(title && { title }),
    ...(active && { inForce: active.version }),
    toBeVerified: active !== undefined && !active.settled,
    versions,
  };
}

function versionOf({ key: _, body, ...record }: ParameterRecord): RegisterVersion {
  const entry = readEntry(body);
  return {
    ...record,
    kind: kindOfEntry(entry),
    value: entry.value as unknown as Json,
    ...('unit' in entry && entry.unit !== undefined && { unit: entry.unit }),
    settled: isSettled(entry),
    ...(entry.title && { title: entry.title }),
    entry: body,
  };
}
