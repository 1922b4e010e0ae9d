/** The register of persons, as it is read. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest, SqlPredicate } from '../contract.ts';
import type { PersonFacts, PersonRecord } from '../person-contract.ts';
import { compact, instantOf } from '../repositories/rows.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';
import { MASK } from '../../protection/sensitive-values.ts';
import { identityIndex, openIdentity } from '../protection/person-identity.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

const COLUMNS =
  'party.id, party.kind, party.identity_number, party.identity_sealed, party.file_number, party.name, party.other_names, party.birth, party.unit_path, party.revision, party.created_at, party.updated_at';

interface Row extends Record<string, unknown> {
  id: string;
  kind: string;
  identity_number: string | null;
  identity_sealed: string | null;
  file_number: string | null;
  name: string;
  other_names: string[];
  birth: string | null;
  unit_path: string;
  revision: number;
  created_at: string;
  updated_at: string;
}

/** `identityNumber`: what is told of it. */
function personOf(row: Row, identityNumber: string | undefined): PersonRecord {
  return compact({
    id: row.id,
    kind: row.kind,
    name: row.name,
    otherNames: row.other_names.length > 0 ? row.other_names : undefined,
    identityNumber,
    fileNumber: row.file_number ?? undefined,
    birth: row.birth ?? undefined,
    unitPath: row.unit_path,
    revision: row.revision,
    createdAt: instantOf(row.created_at) ?? '',
    updatedAt: instantOf(row.updated_at) ?? '',
  });
}

/** Before the register was encrypted, the number stood as it is. */
async function openPerson(db: Database, row: Row): Promise<PersonRecord> {
  return personOf(
    row,
    row.identity_sealed === null ? (row.identity_number ?? undefined) : await openIdentity(db, row.id, row.identity_sealed),
  );
}
const maskedPerson = (row: Row): PersonRecord =>
  personOf(row, row.identity_sealed === null && row.identity_number === null ? undefined : MASK);

const FIND = statement(`select ${COLUMNS} from party where party.id = any($1::text[]) order by party.id`);
const FIND_BY_NUMBER = statement(
  `select ${COLUMNS} from party where party.identity_index = decode($3, 'hex') or party.identity_number = $1 or party.file_number = $2 order by party.id`,
);

/** In order of id; those that are not there are left out. */
export async function findPersons(db: Database, ids: readonly string[]): Promise<readonly PersonRecord[]> {
  return await Promise.all((await rowsOf<Row>(db, FIND, [ids])).map(async (row) => await openPerson(db, row)));
}

/** Who has one of these numbers; two persons when they disagree. */
export async function findPersonsByNumber(
  db: Database,
  { identityNumber, fileNumber }: Pick<PersonFacts, 'identityNumber' | 'fileNumber'>,
): Promise<readonly PersonRecord[]> {
  if (identityNumber === undefined && fileNumber === undefined) return [];
  const index = identityNumber === undefined ? undefined : await identityIndex(db, identityNumber);
  const rows = await rowsOf<Row>(db, FIND_BY_NUMBER, [identityNumber ?? null, fileNumber ?? null, index ?? null]);
  return await Promise.all(rows.map(async (row) => await openPerson(db, row)));
}

export interface PersonList extends PageRequest {
  /** words of the name, with or without diacritics */
  readonly text?: string;
  readonly unitPath?: string;
  readonly kind?: string;
  /** whose identity number it is; only among those that `sensitive` allows */
  readonly identityNumber?: string;
  readonly sensitive?: SqlPredicate;
  /** only these */
  readonly ids?: readonly string[];
  readonly predicate?: SqlPredicate;
}

const BY_NAME: Order = { by: [['party.name', 'text'], ['party.id', 'text']], direction: 'asc' }; // prettier-ignore

async function conditionsOf(db: Database, list: Omit<PersonList, 'limit'>): Promise<Conditions> {
  const conditions = new Conditions();
  conditions
    .when(list.unitPath, 'party.unit_path <@ ?::ltree')
    .when(list.kind, 'party.kind = ?')
    .when(list.ids, 'party.id = any(?::text[])');
  for (const word of list.text?.trim().split(/\s+/).filter(Boolean).slice(0, 10) ?? [])
    conditions.and('search_text(party.name) like search_text(?)', [`%${word.replace(/[\\%_]/g, '\\$&')}%`]);
  if (list.predicate) conditions.and(list.predicate.sql, list.predicate.bindings);
  if (list.identityNumber !== undefined) {
    conditions.and("party.identity_index = decode(?, 'hex')", [(await identityIndex(db, list.identityNumber)) ?? null]);
    conditions.and(list.sensitive?.sql ?? 'false', list.sensitive?.bindings ?? []);
  }
  return conditions;
}

/** How many there are, up to `most`. */
export async function countPersons(db: Database, list: Omit<PersonList, 'limit' | 'cursor'>, most: number): Promise<number> {
  const conditions = await conditionsOf(db, list);
  const text = `select count(*)::int as count from (select 1 from party where ${conditions.where()} limit ${most}) p`;
  return (await unnamedRowsOf<{ count: number }>(db, text, conditions.values))[0]?.count ?? 0;
}

/** Identity numbers are masked. */
export async function listPersons(db: Database, list: PersonList): Promise<Page<PersonRecord>> {
  const limit = checkedLimit(list);
  const conditions = await conditionsOf(db, list);
  const { sql, bindings } = afterCursor(BY_NAME, list.cursor);
  const where = conditions.and(sql, bindings).where();
  const text = `select ${COLUMNS}, ${cursorColumn(BY_NAME)} from party where ${where} order by ${orderBy(BY_NAME)} limit ${limit + 1}`;
  return pageOf(await unnamedRowsOf<Row & { cursor: string[] }>(db, text, conditions.values), limit, maskedPerson);
}
