/** Texts of notices, as modules bring them. */
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface NoticeTemplate {
  readonly key: string;
  /** with `{placeholders}` of the notice's data */
  readonly text: { readonly vi: string; readonly en: string };
  readonly channels: readonly string[];
}

const FIND = statement("select key, json_build_object('vi', vi, 'en', en) as text, channels from notice_template where key = $1");
const OWNERS = statement('select key, module from notice_template where key = any($1::text[]) and module <> $2');
const SAVE = statement(`
  insert into notice_template (key, module, vi, en, channels, account, at)
  select t.key, $1, t.vi, t.en, array(select jsonb_array_elements_text(t.channels)), $3, $4 from jsonb_to_recordset($2::jsonb) t(key text, vi text, en text, channels jsonb)
  on conflict (key) do update set vi = excluded.vi, en = excluded.en, channels = excluded.channels, account = excluded.account, at = excluded.at
    where notice_template.module = excluded.module
      and (notice_template.vi, notice_template.en, notice_template.channels) is distinct from (excluded.vi, excluded.en, excluded.channels)`);

export async function findNoticeTemplate(db: Session, key: string): Promise<NoticeTemplate | undefined> {
  return (await rowsOf<NoticeTemplate & Record<string, unknown>>(db, FIND, [key]))[0];
}

/** Which of these keys belong to other modules. */
export async function templatesOfOthers(db: Session, module: string, keys: readonly string[]): Promise<readonly string[]> {
  return (await rowsOf<{ key: string }>(db, OWNERS, [keys, module])).map(({ key }) => key);
}

/** Adds and renews those of the module; others stay. */
export async function saveNoticeTemplates(
  db: Session,
  module: string,
  templates: readonly NoticeTemplate[],
  account: string,
  now: string,
): Promise<void> {
  const rows = templates.map(({ key, text, channels }) => ({ key, vi: text.vi, en: text.en, channels }));
  await rowsOf(db, SAVE, [module, JSON.stringify(rows), account, now]);
}
