import type { Database } from '../connection.ts';
import type { NoticePreference } from '../repositories/notice-preferences.ts';
import { rowsOf, statement } from '../statement.ts';

const FIND = statement('select mail, language from notice_preference where account = $1');

/** No mail, in Vietnamese, until somebody says otherwise. */
export async function findNoticePreference(db: Database, account: string): Promise<NoticePreference> {
  return (await rowsOf<NoticePreference & Record<string, unknown>>(db, FIND, [account]))[0] ?? { mail: false, language: 'vi' };
}
