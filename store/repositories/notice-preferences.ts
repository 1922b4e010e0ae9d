import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export type NoticePreference = {
  readonly mail: boolean;
  readonly language: 'vi' | 'en';
};

const SAVE = statement(`
  insert into notice_preference (account, mail, language, at) values ($1, $2, $3, $4)
  on conflict (account) do update set mail = excluded.mail, language = excluded.language, at = excluded.at`);
const ADDRESS = statement('select p.email from account a join person p on p.id = a.person where a.id = $1');

export async function saveNoticePreference(db: Session, account: string, { mail, language }: NoticePreference, now: string): Promise<void> {
  await rowsOf(db, SAVE, [account, mail, language, now]);
}

export async function findMailAddress(db: Session, account: string): Promise<string | undefined> {
  return (await rowsOf<{ email: string | null }>(db, ADDRESS, [account]))[0]?.email ?? undefined;
}
