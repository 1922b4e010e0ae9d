/** The register of persons, as it is read. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import type { PersonFacts, PersonRecord } from '../person-contract.ts';
import { compact, instantOf } from '../repositories/rows.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

const COLUMNS =
  'party.id, party.kind, party.identity_number, party.file_number, party.name, party.other_names, party.birth, party.unit_path, party.revision, party.created_at, party.updated_at';

interface Row extends Record<string, unknown> {
  id: string;
  kind: string;
  identity_number: string | null;
  file_number: string | null;
  name: string;
  other_names: string[];
  birth: string | null;
  unit_path: string;
  revision: number;
  created_at: string;
  updated_at: string;
}

function personOf(row: Row): PersonRecord {
  return compact({
    id: row.id,
    kind: row.kind,
    name: row.name,
    otherNames: row.other_names.length > 0 ? row.other_names : undefined,
    identityNumber: row.identity_number ?? undefined,
    fileNumber: row.file_number ?? undefined,
    birth: row.birth ?? undefined,
    unitPath: row.unit_path,
    revision: row.revision,
    createdAt: instantOf(row.created_at) ?? '',
    updatedAt: instantOf(row.updated_at) ?? '',
  });
}

const FIND = statement(`select ${COLUMNS} from party where party.id = any($1::text[]) order by party.id`);
const FIND_BY_NUMBER = statement(
  `select ${COLUMNS} from party where party.identity_number = $1 or party.file_number = $2 order by party.id`,
);

/** In order of id; those that are not there are left out. */
export async function findPersons(db: Database, ids: readonly string[]): Promise<readonly PersonRecord[]> {
  return (await rowsOf<Row>(db, FIND, [ids])).map(personOf);
}

/** Who has one of these numbers; two persons when they disagree. */
export async function findPersonsByNumber(
  db: Database,
  { identityNumber, fileNumber }: Pick<PersonFacts, 'identityNumber' | 'fileNumber'>,
): Promise<readonly PersonRecord[]> {
  if (identityNumber === undefined && fileNumber === undefined) return [];
  return (await rowsOf<Row>(db, FIND_BY_NUMBER, [identityNumber ?? null, fileNumber ?? null])).map(personOf);
}

export interface PersonList extends PageRequest {
  /** words of the name, with or without diacritics */
  readonly text?: string;
  readonly unitPath?: string;
  readonly kind?: string;
  readonly predicate?: SqlPredicate;
}

const BY_NAME: Order = { by: [['party.name', 'text'], ['party.id', 'text']], direction: 'asc' }; // prettier-ignore

export async function listPersons(db: Database, list: PersonList): Promise<Page<PersonRecord>> {
  const limit = checkedLimit(list);
  const conditions = new Conditions();
  conditions.when(list.unitPath, 'party.unit_path <@ ?::ltree').when(list.kind, 'party.kind = ?');
  for (const word of list.text?.trim().split(/\s+/).filter(Boolean).slice(0, 10) ?? [])
    conditions.and('search_text(party.name) like search_text(?)', [`%${word.replace(/[\\%_]/g, '\\$&')}%`]);
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  const { sql, bindings } = afterCursor(BY_NAME, list.cursor);
  const where = conditions.and(sql, bindings).where();
  const text = `select ${COLUMNS}, ${cursorColumn(BY_NAME)} from party where ${where} order by ${orderBy(BY_NAME)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row & { cursor: string[] }>(db, text, conditions.values), limit, personOf);
}
