import type { Database } from '../../store/connection.ts';
import { sealRecord } from '../../store/queues/seal-record.ts';
import { verifyRecord, type VerifyOptions, type VerifySummary } from '../../record/verify-record.ts';
import type { Finding } from '../../record/findings.ts';
import type { RecordLine } from '../../record/record-line.ts';
import { recordLines } from '../../store/queries/record-lines.ts';
import { NOW } from './fixtures.ts';

/** Seals until all that was committed before the call is sealed: other test files' transactions may hold back the horizon for a moment. */
export async function sealAll(db: Database, most = 100): Promise<void> {
  const { rows } = await db.pool.query<{ now: string }>('select pg_current_xact_id()::text as now');
  const until = BigInt(rows[0]?.now ?? '0');
  for (let turn = 0; turn < 10_000; turn += 1) {
    await sealRecord(db, { now: NOW, most });
    const { rows: left } = await db.pool.query(
      `select from (select tx from audit_link union all select tx from administrative_act union all select tx from account_change union all select tx from access_log) r
       where tx < $1::text::xid8 and tx >= coalesce((select to_tx from record_batch order by number desc limit 1), '0'::xid8) limit 1`,
      [String(until)],
    );
    if (left.length === 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('Expected everything to be sealed.');
}

export async function verified(
  lines: AsyncIterable<RecordLine>,
  options: VerifyOptions = {},
): Promise<{ readonly findings: readonly Finding[]; readonly summary: VerifySummary }> {
  const findings: Finding[] = [];
  const verification = verifyRecord(lines, options);
  for (;;) {
    const next = await verification.next();
    if (next.done) return { findings, summary: next.value };
    findings.push(next.value);
  }
}

/** What verification of the whole database says. */
export const verifiedDatabase = async (db: Database, options: VerifyOptions = {}) => await verified(recordLines(db, 'all'), options);

/** As somebody with a hand on the disk: triggers do not run. */
export async function tamper(db: Database, sql: string, values: readonly unknown[] = []): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(sql, values as unknown[]);
  } finally {
    client.release(true);
  }
}
