import { accountRows, type AccountRow } from './account-rows.ts';
import { readTable } from './read-table.ts';

/** The rows of an uploaded CSV or XLSX list. Throws Rejection validation where the file as a whole cannot be used. */
export async function readAccountList(content: Buffer): Promise<readonly AccountRow[]> {
  return accountRows(await readTable(content));
}
