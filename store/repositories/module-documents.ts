/** The documents that steps produce, as modules bring them: with whom they are sent to by law. */
import type { Json } from '../../expressions/json.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface ModuleDocument {
  readonly key: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly type: string;
  /** pattern of its number, and its register, where those of its type do not do */
  readonly symbol?: string;
  readonly series?: string;
  /**
   * `unit`: where the role is held, text or after `=` FEEL; the case's own unit without it. `deadline`: key of a term in the register,
   * counted from when the document was made
   */
  readonly recipients: readonly { readonly role: string; readonly unit?: string; readonly deadline?: string }[];
  readonly citation: string;
  readonly confidence: 'A' | 'B' | 'C';
  /** by which it is made (documents/template.ts), checked at deployment; without one it comes from outside */
  readonly template?: Json;
}

const FIND = statement('select body from module_document where $1 = any(procedures) and key = $2 order by module limit 1');
const PROCEDURES = statement(`
  select distinct p as key from module_document m, unnest(m.procedures) p where m.procedures && $1::text[] order by p`);
const SAVE = statement(`
  insert into module_document (module, key, procedures, body, account, at)
  select $1, d ->> 'key', $2, d::json, $4, $5 from jsonb_array_elements($3::jsonb) d
  on conflict (module, key) do update set procedures = excluded.procedures, body = excluded.body, account = excluded.account, at = excluded.at
    where module_document.body::jsonb <> excluded.body::jsonb or module_document.procedures <> excluded.procedures`);
const DROP = statement('delete from module_document where module = $1 and not key = any($2::text[])');

export async function findModuleDocument(db: Session, procedure: string, key: string): Promise<ModuleDocument | undefined> {
  return (await rowsOf<{ body: ModuleDocument }>(db, FIND, [procedure, key]))[0]?.body;
}

/** Keys of all processes of the modules that these processes belong to, as far as they bring documents. */
export async function proceduresOfDocument(db: Session, procedures: readonly string[]): Promise<readonly string[]> {
  return (await rowsOf<{ key: string }>(db, PROCEDURES, [procedures])).map(({ key }) => key);
}

/** In place of those that the module brought before. */
export async function saveModuleDocuments(
  db: Session,
  {
    module,
    procedures,
    documents,
  }: { readonly module: string; readonly procedures: readonly string[]; readonly documents: readonly ModuleDocument[] },
  account: string,
  now: string,
): Promise<void> {
  await rowsOf(db, DROP, [module, documents.map(({ key }) => key)]);
  await rowsOf(db, SAVE, [module, procedures, JSON.stringify(documents), account, now]);
}
