import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface ImportFacts {
  /** identity numbers of persons who have an account that is not revoked */
  readonly taken: readonly string[];
  /** identity numbers that an open request is about */
  readonly pending: readonly string[];
  readonly logins: readonly string[];
  /** units that are still there */
  readonly units: readonly string[];
}
export interface ImportedNames {
  readonly identities: readonly string[];
  readonly logins: readonly string[];
  readonly units: readonly string[];
}

const FACTS = statement(`
  select array(select p.identity_number from person p join account a on a.person = p.id where p.identity_number = any($1::text[]) and a.state <> 'revoked') as taken,
    array(select v.data -> '1' -> 'request' ->> 'personIdentity' from process_case c join case_variables v on v.case_id = c.id
      where c.procedure = $4 and c.status <> 'ended' and v.data -> '1' -> 'request' ->> 'personIdentity' = any($1::text[])) as pending,
    array(select login from account where login = any($2::text[])) as logins,
    array(select path::text from unit where path::text = any($3::text[]) and valid_to is null) as units`);

/** What the register knows of the names in a list of requests of this procedure. */
export async function findImportFacts(db: Database, names: ImportedNames, procedure: string): Promise<ImportFacts> {
  const values = [names.identities, names.logins, names.units, procedure];
  const [row] = await rowsOf<ImportFacts & Record<string, unknown>>(db, FACTS, values);
  return row ?? { taken: [], pending: [], logins: [], units: [] };
}
