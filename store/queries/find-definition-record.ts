import type { Database } from '../connection.ts';
import type { DefinitionKind, DefinitionRecord } from '../contract.ts';
import { DEFINITION_COLUMNS, definitionOf, type DefinitionRow } from '../repositories/definitions.ts';
import { rowsOf, statement } from '../statement.ts';

const BY_ID = statement(`select ${DEFINITION_COLUMNS} from definition where id = $1`);
const LATEST = statement(
  `select ${DEFINITION_COLUMNS} from definition where kind = $1 and key = $2 and active order by version desc limit 1`,
);

type Row = Omit<DefinitionRow, 'source'> & Record<string, unknown>;
const first = ([row]: Row[]): DefinitionRecord | undefined => row && definitionOf(row);

/** Without the source, which may be megabytes and is compiled already. */
export async function findDefinitionRecord(db: Database, id: string): Promise<DefinitionRecord | undefined> {
  return first(await rowsOf<Row>(db, BY_ID, [id]));
}
/** The highest version that is active, without the source. */
export async function findLatestRecord(db: Database, kind: DefinitionKind, key: string): Promise<DefinitionRecord | undefined> {
  return first(await rowsOf<Row>(db, LATEST, [kind, key]));
}
