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

export async function cloneCases({ pool }: Database, { template, batch, cases, units }: Cloned): Promise<void> {
  for (let from = 0; from < cases; from += BATCH_ROWS)
    await pool.query('call bench_clone($1, $2, $3, $4, $5)', [template, batch, from, Math.min(cases, from + BATCH_ROWS) - 1, units]);
  await pool.query('vacuum analyze');
}

/** Id of case `n` of a batch: the same as bench_case() gives in SQL. */
export const benchCase = (batch: number, n: number): string =>
  `019a0000-${batch.toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`;
