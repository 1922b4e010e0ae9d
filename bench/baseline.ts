/** Makes the script that pgbench runs: baseline.sql called with the values that a claim and a completion of the product just wrote. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../store/connection.ts';
import { one } from './bench-database.ts';
import type { Field } from './work-cases.ts';

interface Sample {
  readonly state: string;
  readonly claim: string;
  readonly claim_trace: string;
  readonly complete: string;
  readonly complete_trace: string;
  readonly hash: string;
  readonly variables: string;
  readonly task: string;
  readonly message: string;
  readonly first: number;
  readonly more: number;
}

/** One script for each number of clients. `sample`: a case of which one task was claimed and completed, and no more. */
export async function writeBaseline(db: Database, sample: string, field: Field, clients: readonly number[]): Promise<readonly string[]> {
  await db.pool.query(readFileSync(new URL('./baseline.sql', import.meta.url), 'utf8'));
  const values = await one<Sample & Record<string, unknown>>(
    db,
    `select c.state::text as state, cl.command::text as claim, cl.trace::text as claim_trace, co.command::text as complete, co.trace::text as complete_trace,
      co.state_hash::text as hash, v.data::text as variables, t.task::text as task, o.payload::text as message, t.first, t.more
    from process_case c join case_variables v on v.case_id = c.id
      join command_log cl on cl.case_id = c.id and cl.revision = 2
      join command_log co on co.case_id = c.id and co.revision = 3
      join outbox o on o.case_id = c.id and o.revision = 3
      cross join lateral (select n as task, d.instance as first, n.instance - d.instance as more from user_task d, user_task n
        where d.case_id = c.id and n.case_id = c.id and d.state = 'completed' and n.state = 'open') t
    where c.id = $1 and c.revision = 3`,
    [sample],
  );
  return clients.map((count) => {
    const file = path.join(import.meta.dirname, '..', '.data', 'bench', `baseline-${count}.pgbench`);
    writeFileSync(file, scriptOf(values, field, count));
    return file;
  });
}

/** Clients have cases of their own, so that none waits for another. */
function scriptOf(v: Sample, { batch, from, to, units }: Field, clients: number): string {
  const who = `'officer' || lpad((:n % ${units})::text, 4, '0'), 'person' || lpad((:n % ${units})::text, 4, '0'), 'cuc.u' || lpad((:n % ${units})::text, 4, '0')`;
  const values = (command: string, trace: string): string =>
    `${who}, ${quoted(v.state)}, ${quoted(command)}, ${quoted(trace)}, ${quoted(v.hash)}::bytea, ${v.first}, ${v.more}`;
  const cases = Math.floor((to - from) / clients);
  return [
    `\\set n ${from} + :client_id + ${clients} * random(0, ${cases - 1})`,
    `select baseline_claim(bench_case(${batch}, :n), ${values(v.claim, v.claim_trace)});`,
    `select baseline_complete(bench_case(${batch}, :n), ${values(v.complete, v.complete_trace)}, ${quoted(v.variables)}, ${quoted(v.task)}::user_task, ${quoted(v.message)});`,
    '',
  ].join('\n');
}

/** pgbench takes a colon before a letter for a variable, in a text too. */
const quoted = (text: string): string => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`;
