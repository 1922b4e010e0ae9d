import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const LIST = statement("select id, key from definition where kind = 'bpmn' and ($1::text is null or key = $1) order by key, version");

/** Every version of every procedure, or of one: cases may run any of them. */
export async function listProcedureVersions(
  db: Database,
  procedure?: string,
): Promise<readonly { readonly id: string; readonly key: string }[]> {
  return await rowsOf<{ id: string; key: string }>(db, LIST, [procedure ?? null]);
}
