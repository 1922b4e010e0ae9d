import type { Actor } from '../../engine/command.ts';
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface AccessEntry {
  /** UUIDv7 */
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  /** the operation of the API */
  readonly operation: string;
  /** kind of what was given, and the ids of it */
  readonly subject: string;
  readonly ids: readonly string[];
  /** what was asked for */
  readonly scope: Readonly<Record<string, unknown>>;
  readonly purpose: string | undefined;
  /** where the reader belongs, when the register does not say */
  readonly unitPath: string;
}

const INSERT = statement(`
  insert into access_log (id, at, account, person, on_behalf_of, operation, subject, ids, scope, purpose, origin, unit_path)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, coalesce((select unit_path from person where id = $4), $12::ltree))`);

export async function insertAccess(db: Database, { actor, ...entry }: AccessEntry): Promise<void> {
  const who = [actor.account, actor.person ?? null, actor.onBehalfOf ?? null];
  const what = [entry.operation, entry.subject, entry.ids, JSON.stringify(entry.scope), entry.purpose ?? null];
  await rowsOf(db, INSERT, [entry.id, entry.at, ...who, ...what, actor.origin ? JSON.stringify(actor.origin) : null, entry.unitPath]);
}
