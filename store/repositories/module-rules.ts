import type { Json } from '../../expressions/json.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface StoredRules {
  readonly module: string;
  /** rule files, as policies/read-rule-file.ts takes them */
  readonly rules: readonly Json[];
}

const LIST = statement('select module, rules from module_rules order by module');
const SAVE = statement(`
  insert into module_rules (module, rules, saved_by, saved_at) values ($1, $2::json, $3, $4)
  on conflict (module) do update set rules = excluded.rules, saved_by = excluded.saved_by, saved_at = excluded.saved_at`);

export async function listModuleRules(session: Session): Promise<readonly StoredRules[]> {
  return await rowsOf<{ module: string; rules: readonly Json[] }>(session, LIST, []);
}

/** In place of what the module had. */
export async function saveModuleRules(session: Session, { module, rules }: StoredRules, by: string, now: string): Promise<void> {
  await rowsOf(session, SAVE, [module, JSON.stringify(rules), by, now]);
}
