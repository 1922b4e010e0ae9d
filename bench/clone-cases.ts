import { readFileSync } from 'node:fs';
import type { Database } from '../store/connection.ts';

const BATCH_ROWS = 20_000;

export interface Cloned {
  readonly template: string;
  /** names the batch in the cases' ids */
  readonly batch: number;
  readonly cases: number;
  readonly units: number;
}

export async function installCloning({ pool }: Database): Promise<void> {
  await pool.query(readFileSync(new URL('./clone-cases.sql', import.meta.url), 'utf8'));
}

/** Secondary indexes are made anew after the load: row by row they would cost most of its time. */
export async function cloneCases(db: Database, { template, batch, cases, units }: Cloned): Promise<void> {
  const { pool } = db;
  const indexes = await dropSecondaryIndexes(db);
  for (let from = 0; from < cases; from += BATCH_ROWS)
    await pool.query('call bench_clone($1, $2, $3, $4, $5)', [template, batch, from, Math.min(cases, from + BATCH_ROWS) - 1, units]);
  for (const index of indexes) await pool.query(index);
  await pool.query('vacuum analyze');
}

/** Gives the statements that make them again. */
async function dropSecondaryIndexes({ pool }: Database): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid in ('process_case'::regclass, 'case_variables'::regclass, 'user_task'::regclass) and not indisprimary`,
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Id of case `n` of a batch: the same as bench_case() gives in SQL. */
export const benchCase = (batch: number, n: number): string =>
  `019a0000-${batch.toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`;
