import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement(`
  select t.name as task, t.due_at as due, c.code, c.title from user_task t join process_case c on c.id = t.case_id
  where t.case_id = $1 and t.instance = $2`);

/** What a notice says of a task: its name, its case, when it is due (ISO instant). Empty when it is archived. */
export async function findTaskFacts(
  db: Database,
  { caseId, instance }: { readonly caseId: string; readonly instance: number },
): Promise<Readonly<Record<string, string>>> {
  const [row] = await rowsOf<Record<string, string | null>>(db, FIND, [caseId, instance]);
  return Object.fromEntries(Object.entries(row ?? {}).filter((entry): entry is [string, string] => entry[1] !== null));
}
