/** Deployed definitions: the latest of each key, or all versions of one. */
import type { Database } from '../connection.ts';
import type { DefinitionKind, DefinitionRecord, Page, PageRequest, SqlPredicate } from '../contract.ts';
import { DEFINITION_COLUMNS, definitionOf, type DefinitionRow } from '../repositories/definitions.ts';
import { unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

export interface DefinitionList extends PageRequest {
  readonly kind?: DefinitionKind;
  readonly key?: string;
  readonly deployment?: string;
  /** only the highest active version of each key */
  readonly latest?: boolean;
  readonly predicate?: SqlPredicate;
}

const ORDER: Order = {
  by: [
    ['definition.key', 'text'],
    ['definition.kind', 'text'],
    ['-definition.version', 'int'],
  ],
  direction: 'asc',
};

/** By key, newest version first. */
export async function listDefinitions(db: Database, list: DefinitionList): Promise<Page<DefinitionRecord>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions()
    .when(list.kind, 'definition.kind = ?')
    .when(list.key, 'definition.key = ?')
    .when(list.deployment, 'definition.id in (select definition_id from deployment_definition where deployment_id = ?::uuid)');
  if (list.latest)
    conditions.and(`definition.active and not exists (select from definition newer
      where newer.kind = definition.kind and newer.key = definition.key and newer.version > definition.version and newer.active)`);
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql: after, bindings } = afterCursor(ORDER, list.cursor);
  conditions.and(after, bindings);
  const sql = `select ${DEFINITION_COLUMNS}, ${cursorColumn(ORDER)} from definition where ${conditions.where()} order by ${orderBy(ORDER)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<DefinitionRow & { cursor: string[] }>(db, sql, conditions.values), limit, definitionOf);
}
