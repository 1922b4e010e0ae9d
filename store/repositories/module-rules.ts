import type { Json } from '../../expressions/json.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface StoredRules {
  readonly module: string;
  /** keys of the processes that the module brings: its rules are about these */
  readonly procedures: readonly string[];
  /** rule files, as policies/read-rule-file.ts takes them */
  readonly rules: readonly Json[];
}

const LIST = statement('select module, procedures, rules from module_rules order by module');
const SAVE = statement(`
  insert into module_rules (module, procedures, rules, saved_by, saved_at) values ($1, $2, $3::json, $4, $5)
  on conflict (module) do update set procedures = excluded.procedures, rules = excluded.rules, saved_by = excluded.saved_by, saved_at = excluded.saved_at`);

export async function listModuleRules(session: Session): Promise<readonly StoredRules[]> {
  return await rowsOf<StoredRules & Record<string, unknown>>(session, LIST, []);
}

/** In place of what the module had. */
export async function saveModuleRules(
  session: Session,
  { module, procedures, rules }: StoredRules,
  by: string,
  now: string,
): Promise<void> {
  await rowsOf(session, SAVE, [module, [...procedures], JSON.stringify(rules), by, now]);
}
