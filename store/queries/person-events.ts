/** Events of persons, as they are read. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import type { CasePersonEvent, PersonEventKind, PersonEventRecord } from '../person-contract.ts';
import { compact, instantOf } from '../repositories/rows.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';
import { afterCursor, checkedLimit, cursorColumn, orderBy, pageOf, type Order } from './keyset.ts';

const COLUMNS = `v.id, v.person, v.kind, v.happened_on, v.document, v.reason, v.account, v.by_person, v.at, v.expires_at, v.supersedes,
  (select s.id from person_event s where s.supersedes = v.id) as superseded_by`;
const FIND = statement(`select ${COLUMNS} from person_event v where v.id = $1`);
const KIND = statement('select exists (select from person_event_kind where key = $1) as known');
/** oldest first; of one moment the event before the act that takes it back */
const BY_TIME: Order = {
  by: [['v.at', 'timestamptz'], ['v.supersedes is not null', 'boolean'], ['v.id', 'uuid']], // prettier-ignore
  direction: 'asc',
};
const BY_KEY: Order = { by: [['v.key', 'text']], direction: 'asc' };

interface Row extends Record<string, unknown> {
  id: string;
  person: string;
  kind: string;
  happened_on: string;
  document: string;
  reason: string;
  account: string;
  by_person: string | null;
  at: string;
  expires_at: string | null;
  supersedes: string | null;
  superseded_by: string | null;
}

function eventOf(row: Row): PersonEventRecord {
  return compact({
    id: row.id,
    person: row.person,
    kind: row.kind,
    date: row.happened_on,
    document: row.document,
    reason: row.reason,
    account: row.account,
    reportedBy: row.by_person ?? undefined,
    at: instantOf(row.at) ?? '',
    expiresAt: instantOf(row.expires_at),
    supersedes: row.supersedes ?? undefined,
    supersededBy: row.superseded_by ?? undefined,
  });
}

export async function findPersonEvent(db: Database, id: string): Promise<PersonEventRecord | undefined> {
  const [row] = await rowsOf<Row>(db, FIND, [id]);
  return row && eventOf(row);
}

export async function isPersonEventKind(db: Database, key: string): Promise<boolean> {
  const [row] = await rowsOf<{ known: boolean }>(db, KIND, [key]);
  return row?.known === true;
}

type Paged = { cursor: string[] };

/** One page of `from`, under `condition` on its one value. */
async function page<R extends Paged & Record<string, unknown>>(
  db: Database,
  list: PageRequest,
  { select, from, order, condition, value }: { select: string; from: string; order: Order; condition: string; value: string | undefined },
): Promise<{ readonly rows: readonly R[]; readonly limit: number }> {
  const limit = checkedLimit(list);
  const conditions = new Conditions();
  conditions.when(value, condition);
  const { sql, bindings } = afterCursor(order, list.cursor);
  const where = conditions.and(sql, bindings).where();
  const text = `select ${select}, ${cursorColumn(order)} from ${from} where ${where} order by ${orderBy(order)} limit ${limit + 1}`;
  return { rows: await unnamedRowsOf<R>(db, text, conditions.values), limit };
}

/** What happened to a person. */
export async function listPersonEvents(db: Database, person: string, list: PageRequest): Promise<Page<PersonEventRecord>> {
  const from = { select: COLUMNS, from: 'person_event v', order: BY_TIME, condition: 'v.person = ?', value: person };
  const { rows, limit } = await page<Row & Paged>(db, list, from);
  return pageOf(rows, limit, eventOf);
}

type CaseRow = Row & Paged & { delivered_at: string | null; withdrawn_at: string | null };

/** What a case heard of its persons. */
export async function listCasePersonEvents(db: Database, caseId: string, list: PageRequest): Promise<Page<CasePersonEvent>> {
  const { rows, limit } = await page<CaseRow>(db, list, {
    select: `${COLUMNS}, c.delivered_at, c.withdrawn_at`,
    from: 'case_person_event c join person_event v on v.id = c.event',
    order: BY_TIME,
    condition: 'c.case_id = ?::uuid',
    value: caseId,
  });
  return pageOf(rows, limit, (row) => {
    const { delivered_at: delivered, withdrawn_at: withdrawn } = row;
    const state = delivered !== null ? 'delivered' : withdrawn !== null ? 'withdrawn' : 'unheard';
    return compact({ ...eventOf(row), state, heardAt: instantOf(delivered) });
  });
}

/** The catalogue of what can happen to a person, by key. */
export async function listPersonEventKinds(db: Database, list: PageRequest): Promise<Page<PersonEventKind>> {
  const from = { select: 'v.key, v.name_vi, v.name_en', from: 'person_event_kind v', order: BY_KEY, condition: '', value: undefined };
  const { rows, limit } = await page<Paged & { key: string; name_vi: string; name_en: string }>(db, list, from);
  return pageOf(rows, limit, ({ key, name_vi: vi, name_en: en }) => ({ key, name: { vi, en } }));
}
