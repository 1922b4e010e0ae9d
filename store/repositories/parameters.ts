/** The register of parameters: law as data. Versions are proposed and come into force by `parameter.activate`; the first of a key is installed. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import { translating } from '../database-error.ts';
import { Parameter } from '../models/parameter.ts';
import { compact } from './rows.ts';

export interface ParameterRecord {
  readonly key: string;
  readonly version: string;
  /** the whole parameter as law/read-parameter.ts takes it, with the validity of this record */
  readonly body: Readonly<Record<string, Json>>;
  readonly validFrom: string;
  /** first day on which it no longer applies */
  readonly validTo?: string;
  readonly citation: string;
  readonly confidence: 'A' | 'B' | 'C';
  readonly running: 'keep' | 'recompute';
  readonly status: 'proposed' | 'active' | 'rejected' | 'withdrawn';
  readonly note?: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  /** the case that proposed it; none of what was installed */
  readonly caseId?: string;
}
export type NewParameter = Omit<ParameterRecord, 'status' | 'proposedBy' | 'proposedAt' | 'decidedBy' | 'decidedAt' | 'caseId'>;

function recordOf(row: Parameter): ParameterRecord {
  const validTo = row.valid_to ?? undefined;
  const { validTo: _, ...body } = row.body as Record<string, Json>;
  return compact({
    key: row.key,
    version: row.version,
    body: compact({ ...body, validFrom: row.valid_from, validTo }) as Record<string, Json>,
    validFrom: row.valid_from,
    validTo,
    citation: row.citation,
    confidence: row.confidence,
    running: row.running,
    status: row.status,
    note: row.note ?? undefined,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    caseId: row.case_id ?? undefined,
  });
}

/** All versions of a key, or of all keys, by key and first day. */
export async function listParameters(
  db: Database,
  { key, status }: { readonly key?: string; readonly status?: ParameterRecord['status'] } = {},
): Promise<readonly ParameterRecord[]> {
  const rows = await translating(
    async () =>
      await Parameter.query(db.knex)
        .modify((query) => {
          if (key !== undefined) void query.where({ key });
          if (status !== undefined) void query.where({ status });
        })
        .orderBy(['key', 'valid_from', 'version']),
  );
  return rows.map(recordOf);
}

function rowOf(
  { key, version, body, validFrom, validTo, citation, confidence, running, note }: NewParameter,
  by: string,
  now: string,
): Partial<Parameter> {
  return {
    key,
    version,
    body,
    valid_from: validFrom,
    valid_to: validTo ?? null,
    citation,
    confidence,
    running,
    note: note ?? null,
    proposed_by: by,
    proposed_at: now,
  };
}

/**
 * What comes with a module for keys that the register does not know: in force at once, since nothing is changed by it. A key that has
 * any version, also one that was refused, stays as it is. Gives those that were put in, as `key version`.
 */
export async function installParameters(
  db: Database,
  parameters: readonly NewParameter[],
  by: string,
  now: string,
): Promise<ReadonlySet<string>> {
  return await translating(
    async () =>
      await db.knex.transaction(async (tx) => {
        const keys = [...new Set(parameters.map(({ key }) => key))].toSorted();
        // the lock under which an approval of the key decides
        for (const key of keys) await tx.raw('select pg_advisory_xact_lock(7103, hashtext(?))', [key]);
        const known = new Set((await Parameter.query(tx).distinct('key').whereIn('key', keys)).map(({ key }) => key));
        const added = parameters.filter(({ key }) => !known.has(key));
        const decided = { status: 'active', decided_by: by, decided_at: now } as const;
        for (const parameter of added) await Parameter.query(tx).insert({ ...rowOf(parameter, by, now), ...decided });
        return new Set(added.map(({ key, version }) => `${key} ${version}`));
      }),
  );
}
