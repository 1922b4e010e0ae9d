import type { Database } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import { checkedLimit, numberedPage, numberOf } from './keyset.ts';
import { compact } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';

export interface NoticeReceipt {
  readonly id: number;
  readonly account: string;
  readonly template: string;
  readonly text?: { readonly vi: string; readonly en: string };
  readonly at: string;
  readonly deliveredAt?: string;
  readonly readAt?: string;
  readonly mail?: {
    readonly state: 'queued' | 'accepted' | 'refused' | 'expired';
    readonly tries: number;
    readonly answer?: string;
    readonly endedAt?: string;
  };
}
interface Row {
  id: number;
  account: string;
  template: string;
  text: NoticeReceipt['text'] | null;
  at: string;
  delivered_at: string | null;
  read_at: string | null;
  state: NonNullable<NoticeReceipt['mail']>['state'] | null;
  tries: number | null;
  answer: string | null;
  ended_at: string | null;
}

const LIST = statement(`
  select n.account, n.template, n.text, n.at, n.delivered_at, n.read_at, n.id, m.state, m.tries, m.answer, m.ended_at
  from notice n left join mail m on m.notice = n.id where n.case_id = $1 and n.id < $2 order by n.id desc limit $3`);

/** Whom a case told what, newest first. */
export async function listNoticeReceipts(db: Database, caseId: string, page: PageRequest): Promise<Page<NoticeReceipt>> {
  const limit = checkedLimit(page);
  const rows = await rowsOf<Row & Record<string, unknown>>(db, LIST, [caseId, numberOf(page.cursor, Number.MAX_SAFE_INTEGER), limit + 1]);
  const receipts = rows.map(({ state, tries, answer, ended_at: endedAt, ...row }) =>
    compact({
      id: row.id,
      account: row.account,
      template: row.template,
      text: row.text ?? undefined,
      at: row.at,
      deliveredAt: row.delivered_at ?? undefined,
      readAt: row.read_at ?? undefined,
      mail: state ? compact({ state, tries: tries ?? 0, answer: answer ?? undefined, endedAt: endedAt ?? undefined }) : undefined,
    }),
  ) as readonly NoticeReceipt[];
  return numberedPage(receipts, limit, ({ id }) => id);
}
