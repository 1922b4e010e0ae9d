/** Rules of decisions that a jurist has confirmed: by decision, rule, and the fingerprint of the rule's text. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const LIST = statement('select rule, fingerprint from law_confirmation where decision = $1 order by rule, fingerprint');

/** As `rule fingerprint`. */
export async function listConfirmations(db: Database, decision: string): Promise<readonly string[]> {
  const rows = await rowsOf<{ rule: string; fingerprint: string }>(db, LIST, [decision]);
  return rows.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`);
}
