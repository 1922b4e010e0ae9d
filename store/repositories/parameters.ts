/** The register of parameters: law as data. Versions are proposed and come into force by `parameter.activate`; shipped ones are in force. */
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
}
export type NewParameter = Omit<ParameterRecord, 'status' | 'proposedBy' | 'proposedAt' | 'decidedBy' | 'decidedAt'>;

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
  });
}

/** The version in force on a day (ISO date). */
export async function loadParameter(db: Database, key: string, asOf: string): Promise<ParameterRecord | undefined> {
  const row = await translating(
    async () =>
      await Parameter.query(db.knex)
        .where({ key, status: 'active' })
        .where('valid_from', '<=', asOf)
        .where((end) => end.whereNull('valid_to').orWhere('valid_to', '>', asOf))
        .first(),
  );
  return row && recordOf(row);
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

/** Throws Rejection conflict `parameterVersionExists`. Nothing is in force by it. */
export async function proposeParameter(db: Database, parameter: NewParameter, by: string, now: string): Promise<void> {
  await translating(async () => await Parameter.query(db.knex).insert({ ...rowOf(parameter, by, now), status: 'proposed' }));
}

/** Parameters that a module ships: in force at once; a version that is known already is left as it is. Gives how many were new. */
export async function shipParameters(db: Database, parameters: readonly NewParameter[], by: string, now: string): Promise<number> {
  return await translating(
    async () =>
      await db.knex.transaction(async (tx) => {
        let added = 0;
        for (const parameter of parameters) {
          const { key, version } = parameter;
          if (await Parameter.query(tx).findById([key, version])) continue;
          await Parameter.query(tx).insert({ ...rowOf(parameter, by, now), status: 'active', decided_by: by, decided_at: now });
          added += 1;
        }
        return added;
      }),
  );
}
