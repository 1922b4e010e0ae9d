/** Events of persons, as they are read. */
import type { Database } from '../connection.ts';
import type { CasePersonEvent, PersonEventKind, PersonEventRecord } from '../person-contract.ts';
import { compact, instantOf } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';

const KINDS = statement('select key, name_vi, name_en from person_event_kind order by key');
const COLUMNS = `v.id, v.person, v.kind, v.happened_on, v.document, v.reason, v.account, v.by_person, v.at, v.expires_at, v.supersedes,
  (select s.id from person_event s where s.supersedes = v.id) as superseded_by`;
const FIND = statement(`select ${COLUMNS} from person_event v where v.id = $1`);
const LIST = statement(`select ${COLUMNS} from person_event v where v.person = $1 order by v.at, v.supersedes is not null, v.id`);
const OF_CASE = statement(`
  select ${COLUMNS}, c.delivered_at, c.withdrawn_at from case_person_event c join person_event v on v.id = c.event
  where c.case_id = $1 order by v.at, v.supersedes is not null, v.id`);

export async function listPersonEventKinds(db: Database): Promise<readonly PersonEventKind[]> {
  const rows = await rowsOf<{ key: string; name_vi: string; name_en: string }>(db, KINDS, []);
  return rows.map(({ key, name_vi: vi, name_en: en }) => ({ key, name: { vi, en } }));
}

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

/** Oldest first. */
export async function listPersonEvents(db: Database, person: string): Promise<readonly PersonEventRecord[]> {
  return (await rowsOf<Row>(db, LIST, [person])).map(eventOf);
}

/** What a case heard of its persons, oldest first. */
export async function listCasePersonEvents(db: Database, caseId: string): Promise<readonly CasePersonEvent[]> {
  const rows = await rowsOf<Row & { delivered_at: string | null; withdrawn_at: string | null }>(db, OF_CASE, [caseId]);
  return rows.map((row) => {
    const { delivered_at: delivered, withdrawn_at: withdrawn } = row;
    const state = delivered !== null ? 'delivered' : withdrawn !== null ? 'withdrawn' : 'unheard';
    return compact({ ...eventOf(row), state, heardAt: instantOf(delivered) });
  });
}
