/** Mail of notices: what is to be sent, and what the server said. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export type MailState = 'queued' | 'accepted' | 'refused' | 'expired';

export interface QueuedMail {
  readonly notice: number;
  readonly address: string;
  readonly language: 'vi' | 'en';
  readonly text: { readonly vi: string; readonly en: string } | null;
  readonly template: string;
  readonly queuedAt: string;
}

const TAKE = statement(`
  update mail m set tries = m.tries + 1, trying_until = $3 from notice n
  where m.notice = $1 and n.id = m.notice and m.state = 'queued' and (m.trying_until is null or m.trying_until <= $2)
  returning m.notice, m.address, m.language, n.text, n.template, m.queued_at as "queuedAt"`);
const STATE = statement('select state from mail where notice = $1');
const TRIED = statement('update mail set answer = $2, trying_until = null where notice = $1');
const END = statement(`
  update mail set state = $2, message_id = $3, answer = $4, ended_at = $5, trying_until = null where notice = $1 and state = 'queued'`);

/** The mail, for whoever sends it alone until `until`; else its state: another is at it (`queued`), or it has ended. */
export async function takeMail(db: Database, notice: number, now: string, until: string): Promise<QueuedMail | MailState | undefined> {
  const [taken] = await rowsOf<QueuedMail & Record<string, unknown>>(db, TAKE, [notice, now, until]);
  return taken ?? (await rowsOf<{ state: MailState }>(db, STATE, [notice]))[0]?.state;
}

/** A try that may be repeated. */
export async function recordMailTry(db: Database, notice: number, answer: string): Promise<void> {
  await rowsOf(db, TRIED, [notice, answer]);
}

export async function endMail(
  db: Database,
  notice: number,
  end: { readonly state: Exclude<MailState, 'queued'>; readonly answer: string; readonly messageId?: string; readonly at: string },
): Promise<void> {
  await rowsOf(db, END, [notice, end.state, end.messageId ?? null, end.answer, end.at]);
}
