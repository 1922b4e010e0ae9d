/** What an account was told. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { checkedLimit, numberOf, numberedPage } from './keyset.ts';

const LIST = statement(
  'select id, template, data, case_id, at, read_at from notice where account = $1 and id < $2 order by id desc limit $3',
);

export interface NoticeRecord {
  readonly id: number;
  readonly template: string;
  readonly data: Json;
  readonly caseId?: string;
  readonly at: string;
  readonly readAt?: string;
}
interface Row {
  id: number;
  template: string;
  data: Json;
  case_id: string | null;
  at: string;
  read_at: string | null;
}

/** Newest first. */
export async function listNotices(db: Database, account: string, page: PageRequest): Promise<Page<NoticeRecord>> {
  const limit = checkedLimit(page);
  const before = numberOf(page.cursor, Number.MAX_SAFE_INTEGER);
  const rows = await rowsOf<Row & Record<string, unknown>>(db, LIST, [account, before, limit + 1]);
  return numberedPage(rows.map(noticeOf), limit, ({ id }) => id);
}

const noticeOf = ({ id, template, data, case_id, at, read_at }: Row): NoticeRecord => ({
  id,
  template,
  data,
  at,
  ...(case_id !== null && { caseId: case_id }),
  ...(read_at !== null && { readAt: read_at }),
});
