/** What an account was told. */
import type { Json } from '../../expressions/json.ts';
import type { Database } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { checkedLimit, numberOf, numberedPage } from './keyset.ts';

const COLUMNS = 'id, template, data, text, case_id, at, delivered_at, read_at';
const LIST = statement(`select ${COLUMNS} from notice where account = $1 and id < $2 order by id desc limit $3`);
const UNREAD = statement(`select ${COLUMNS} from notice where account = $1 and id < $2 and read_at is null order by id desc limit $3`);

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

/** Newest first. */
export async function listNotices(
  db: Database,
  account: string,
  { unread = false, ...page }: PageRequest & { readonly unread?: boolean | undefined },
): Promise<Page<NoticeRecord>> {
  const limit = checkedLimit(page);
  const before = numberOf(page.cursor, Number.MAX_SAFE_INTEGER);
  const rows = await rowsOf<Row & Record<string, unknown>>(db, unread ? UNREAD : LIST, [account, before, limit + 1]);
  return numberedPage(rows.map(noticeOf), limit, ({ id }) => id);
}

const noticeOf = ({ id, template, data, text, case_id, at, delivered_at, read_at }: Row): NoticeRecord => ({
  id,
  template,
  data,
  at,
  ...(text && { text }),
  ...(case_id !== null && { caseId: case_id }),
  ...(delivered_at !== null && { deliveredAt: delivered_at }),
  ...(read_at !== null && { readAt: read_at }),
});
