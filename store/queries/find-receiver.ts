import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

// in the order in which correlate_message chooses
const FIND = statement(`
  select c.procedure, c.unit_path from subscription s join process_case c on c.id = s.case_id
  where s.kind = 'message' and s.name = $1 and s.key = $2 order by s.case_id, s.instance, s.node limit 1`);

/** The case that a message would reach now: its procedure and unit, for rights; undefined when none waits. */
export async function findReceiver(
  db: Database,
  name: string,
  key: string,
): Promise<{ readonly procedure: string; readonly unitPath: string } | undefined> {
  const [row] = await rowsOf<{ procedure: string; unit_path: string }>(db, FIND, [name, key]);
  return row && { procedure: row.procedure, unitPath: row.unit_path };
}
