/**
 * Numbers of documents, taken and changed within the caller's transaction: pass the session of an open one. An ordinal has its row from
 * the moment it is taken; a transaction that is rolled back took none. Others of the same register wait until the transaction ends.
 */
import type { Session } from '../connection.ts';
import type { NumberEntry, NumberFacts } from '../number-contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { compact } from './rows.ts';

/** Of an entry `e`, as the product names them. */
export const ENTRY_COLUMNS = `e.register, e.ordinal, e.kind, e.number, e.symbol, e.day, e.state, e.channel, e.subject, e.case_id as "caseId",
  e.document_key as "document", e.document_id as "documentId", e.reserved_at as "reservedAt", e.reserved_by as "reservedBy",
  e.reserved_person as "reservedPerson", e.used_at as "usedAt", e.used_by as "usedBy", e.used_person as "usedPerson", e.signed_on as "signedOn",
  e.signer, e.signer_position as "signerPosition", e.recipients, e.keeper, e.pages, e.copies, e.note, e.voided_at as "voidedAt",
  e.voided_by as "voidedBy", e.voided_person as "voidedPerson", e.void_reason as "voidReason"`;

type Row = Record<string, unknown>;
export const entryOf = (row: Row): NumberEntry =>
  compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined]))) as unknown as NumberEntry;

export interface By {
  readonly account: string;
  readonly person?: string | undefined;
  /** ISO instant */
  readonly now: string;
}

export interface AssignNumber {
  /** where the case is; the agency that issues is this unit or the nearest above it that has an abbreviation */
  readonly unitPath: string;
  readonly kind: string;
  /** pattern, such as `{number}/{year}/HSQĐ-CA`; the usual one of the kind without it */
  readonly symbol?: string | undefined;
  /** a register of its own beside that of the kind */
  readonly series?: string | undefined;
  /** ISO date at the agency */
  readonly day: string;
  readonly caseId?: string | undefined;
  /** key of the document in its module */
  readonly document?: string | undefined;
  readonly documentId?: string | undefined;
  readonly subject?: string | undefined;
}

const ASSIGN = statement(`
  select ${ENTRY_COLUMNS} from number_assign($1::ltree, $2, $3, $4::date, $5::uuid, $6, $7::uuid, $8, $9, $10::timestamptz, $11, $12) e`);

/**
 * The number of a document: asked again for the same `documentId` it is the same. Throws Rejection conflict `numberVoided`,
 * `unitAbbreviationMissing`, `officeAbbreviationMissing`, `numberDayPassed`, `numberTaken`; validation `numberKindInvalid`,
 * `numberSymbolInvalid`.
 */
export async function assignNumber(session: Session, asked: AssignNumber, { account, person, now }: By): Promise<NumberEntry> {
  const { unitPath, kind, symbol, day, caseId, document, documentId, series, subject } = asked;
  const about = [caseId ?? null, document ?? null, documentId ?? null];
  const values = [unitPath, kind, symbol ?? null, day, ...about, person ?? null, account, now, series ?? null, subject ?? null];
  return one(await rowsOf<Row>(session, ASSIGN, values));
}

const stored = ({ signedOn: signed_on, signerPosition: signer_position, ...facts }: NumberFacts): string =>
  JSON.stringify({ ...facts, signed_on, signer_position });

const USE = statement(`select ${ENTRY_COLUMNS} from number_use($1::uuid, $2::jsonb, $3, $4, $5::timestamptz) e`);

/** The document was signed and goes out; needs `signedOn`. Throws Rejection notFound `numberNotFound`, conflict `numberState`. */
export async function useNumberOf(
  session: Session,
  documentId: string,
  facts: NumberFacts,
  { account, person, now }: By,
): Promise<NumberEntry> {
  return one(await rowsOf<Row>(session, USE, [documentId, stored(facts), person ?? null, account, now]));
}

const VOID = statement(`select ${ENTRY_COLUMNS} from number_void($1::uuid, $2, $3, $4, $5::timestamptz) e where e.register is not null`);

/** Undefined where the document has no number. Throws Rejection conflict `numberState`, validation `reasonRequired`. */
export async function voidNumberOf(
  session: Session,
  documentId: string,
  reason: string,
  { account, person, now }: By,
): Promise<NumberEntry | undefined> {
  const [row] = await rowsOf<Row>(session, VOID, [documentId, reason, person ?? null, account, now]);
  return row && entryOf(row);
}

export interface ReserveNumber extends Pick<AssignNumber, 'unitPath' | 'kind' | 'symbol' | 'series' | 'day' | 'caseId' | 'document'> {
  readonly subject: string;
  /** names the request: the same again gives the same number */
  readonly request?: string | undefined;
}
const KNOWN = statement(`select ${ENTRY_COLUMNS} from number_entry e where e.request = $1`);
const TAKE = statement(`select ${ENTRY_COLUMNS} from number_take($1::ltree, $2, $3, $4, $5::date, $6::jsonb, $7, $8, $9::timestamptz) e`);

/** By hand, for a document on paper. Throws as `assignNumber`. */
export async function reserveNumber(session: Session, asked: ReserveNumber, { account, person, now }: By): Promise<NumberEntry> {
  const { unitPath, series, kind, symbol, day, subject, caseId, document, request } = asked;
  const [known] = request === undefined ? [] : await rowsOf<Row>(session, KNOWN, [request]);
  if (known) return entryOf(known);
  const facts = { channel: 'paper', subject, case_id: caseId, document_key: document, request };
  const place = [unitPath, series ?? null, kind, symbol ?? null, day];
  return one(await rowsOf<Row>(session, TAKE, [...place, JSON.stringify(facts), account, person ?? null, now]));
}

export interface Place {
  readonly register: number;
  readonly ordinal: number;
}
const USE_ENTRY = statement(`select ${ENTRY_COLUMNS} from number_use_entry($1::bigint, $2::int, $3::jsonb, $4, $5, $6::timestamptz) e`);

/** The same again changes nothing. Throws Rejection conflict `numberState`. */
export async function useNumber(
  session: Session,
  { register, ordinal }: Place,
  facts: NumberFacts,
  { account, person, now }: By,
): Promise<NumberEntry> {
  return one(await rowsOf<Row>(session, USE_ENTRY, [register, ordinal, stored(facts), account, person ?? null, now]));
}

const VOID_ENTRY = statement(`select ${ENTRY_COLUMNS} from number_void_entry($1::bigint, $2::int, $3, $4, $5, $6::timestamptz) e`);

/** For good. The same again by the same account changes nothing. Throws Rejection conflict `numberState`. */
export async function voidNumber(
  session: Session,
  { register, ordinal }: Place,
  reason: string,
  { account, person, now }: By,
): Promise<NumberEntry> {
  return one(await rowsOf<Row>(session, VOID_ENTRY, [register, ordinal, reason, account, person ?? null, now]));
}

function one(rows: readonly Row[]): NumberEntry {
  const [row] = rows;
  if (!row) throw new Error('Expected a function of numbers to give its entry.');
  return entryOf(row);
}
