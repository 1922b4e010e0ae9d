import type { Database } from '../connection.ts';
import { type ExchangeMessage, type ExchangeRow, messageOf } from '../projections/exchange.ts';
import { MOVING, openWhole } from '../protection/sealed.ts';
import { rowsOf, statement } from '../statement.ts';

const OF_TASK = statement('select * from exchange_message where case_id = $1 and instance = $2 order by at, id');

/** What was asked of another system about one task, with its receipts, oldest first. */
export async function listExchangeOfTask(db: Database, caseId: string, instance: number): Promise<readonly ExchangeMessage[]> {
  const rows = await rowsOf<ExchangeRow & Record<string, unknown>>(db, OF_TASK, [caseId, instance]);
  return await Promise.all(rows.map(async (row) => messageOf({ ...row, payload: await openWhole(db, row.payload, MOVING) })));
}
