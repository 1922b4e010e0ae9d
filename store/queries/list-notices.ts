/** What an account was told. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const LIST = statement(
  'select id, template, data, text, case_id, at, delivered_at, read_at from notice where account = $1 and id < $2 order by id desc limit $3',
);

export interface NoticeRecord {
  readonly id: number;
  readonly template: string;
  readonly data: Json;
  readonly caseId?: string;
  readonly at: string;
  readonly text?: { readonly vi: string; readonly en: string };
  readonly deliveredAt?: string;
  readonly readAt?: string;
}
interface Row {
  id: number;
  template: string;
  data: Json;
  case_id: string | null;
  at: string;
  text: NoticeRecord['text'] | null;
  delivered_at: string | null;
  read_at: string | null;
}

/** Newest first, before the notice `before`. */
export async function listNotices(
  db: Database,
  account: string,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<readonly NoticeRecord[]> {
  const rows = await rowsOf<Row & Record<string, unknown>>(db, LIST, [account, before, limit]);
  return rows.map(({ id, template, data, text, case_id, at, delivered_at, read_at }) => ({
    id,
    template,
    data,
    at,
    ...(case_id !== null && { caseId: case_id }),
    ...(text && { text }),
    ...(delivered_at !== null && { deliveredAt: delivered_at }),
    ...(read_at !== null && { readAt: read_at }),
  }));
}
