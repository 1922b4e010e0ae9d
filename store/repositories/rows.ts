/** Rows as the database names them, to records as the product names them. Nulls become absent fields. */
import { USUAL_CLASS } from '../../policies/usual-class.ts';
import type { CommandLogEntry, CaseRecord, CaseStatus, IncidentRecord, TaskItem, TaskRecord, TaskState } from '../contract.ts';

type Absent<T> = T | null;

/** ISO instant from a column or from inside JSON (`…+00:00`); infinity means none. */
export function instantOf(text: string | null): string | undefined {
  if (text === null || text === 'infinity') return undefined;
  if (text.endsWith('Z')) return text;
  if (text[10] !== 'T' || !text.endsWith('+00:00')) return new Date(text).toISOString();
  return `${text.slice(0, 19)}.${text.slice(20, -6).slice(0, 3).padEnd(3, '0')}Z`;
}
const given = <T>(value: Absent<T>): T | undefined => value ?? undefined;
/** Instants that are never null. */
const at = (text: string): string => instantOf(text) ?? '';

/** Every field present in `record` except those that are undefined: records compare and serialise alike wherever they come from. */
export function compact<T extends object>(record: T): T {
  const kept: Partial<T> = {};
  for (const field in record) if (record[field] !== undefined) kept[field] = record[field];
  return kept as T;
}

export const CASE_COLUMNS =
  'c.id, c.procedure, c.definition, c.business_key, c.code, c.title, c.unit_path, c.parties, c.participants, c.status, c.ended_how, c.revision, c.started_at, c.started_by, c.started_person, c.updated_at, c.ended_at, c.confidentiality';

export interface CaseRow {
  id: string;
  procedure: string;
  definition: string;
  business_key: Absent<string>;
  code: string;
  title: string;
  unit_path: string;
  parties: string[];
  participants: string[];
  status: CaseStatus;
  ended_how: Absent<CaseRecord['endedHow'] & string>;
  revision: number;
  started_at: string;
  started_by: string;
  started_person: Absent<string>;
  updated_at: string;
  ended_at: Absent<string>;
  confidentiality: Absent<string>;
}

export function caseOf(row: CaseRow): CaseRecord {
  return compact({
    id: row.id,
    procedure: row.procedure,
    definition: row.definition,
    businessKey: given(row.business_key),
    code: row.code,
    title: row.title,
    unitPath: row.unit_path,
    parties: row.parties,
    participants: row.participants,
    status: row.status,
    endedHow: given(row.ended_how),
    revision: row.revision,
    startedAt: at(row.started_at),
    startedBy: row.started_by,
    startedPerson: given(row.started_person),
    updatedAt: at(row.updated_at),
    endedAt: instantOf(row.ended_at),
    confidentiality: row.confidentiality ?? USUAL_CLASS,
  });
}

export interface TaskRow {
  case_id: string;
  instance: number;
  node: string;
  name: string;
  procedure: string;
  definition: string;
  unit_path: string;
  state: TaskState;
  assignee: Absent<string>;
  candidate_roles: string[];
  candidate_units: string[];
  candidate_persons: string[];
  excluded_persons: string[];
  form: Absent<string>;
  form_version: Absent<number>;
  priority: number;
  due_at: Absent<string>;
  due: Absent<NonNullable<TaskRecord['due']>>;
  outcomes: string[];
  loop_index: Absent<number>;
  companion: Absent<NonNullable<TaskRecord['companion']>>;
  created_at: string;
  claimed_at: Absent<string>;
  closed_at: Absent<string>;
  closed_by: Absent<string>;
  closed_person: Absent<string>;
  outcome: Absent<string>;
  mode: TaskRecord['mode'];
  binding: Absent<NonNullable<TaskRecord['binding']>>;
  partner: Absent<string>;
  act: Absent<NonNullable<TaskRecord['act']>>;
  confidentiality: Absent<string>;
}

export function taskOf(row: TaskRow): TaskRecord {
  return compact({
    caseId: row.case_id,
    instance: row.instance,
    node: row.node,
    name: row.name,
    procedure: row.procedure,
    definition: row.definition,
    unitPath: row.unit_path,
    state: row.state,
    assignee: given(row.assignee),
    candidateRoles: row.candidate_roles,
    candidateUnits: row.candidate_units,
    candidatePersons: row.candidate_persons,
    excludedPersons: row.excluded_persons,
    form: given(row.form),
    formVersion: given(row.form_version),
    priority: row.priority,
    dueAt: instantOf(row.due_at),
    due: given(row.due),
    outcomes: row.outcomes,
    index: given(row.loop_index),
    companion: given(row.companion),
    createdAt: at(row.created_at),
    claimedAt: instantOf(row.claimed_at),
    closedAt: instantOf(row.closed_at),
    closedBy: given(row.closed_by),
    closedPerson: given(row.closed_person),
    outcome: given(row.outcome),
    mode: row.mode,
    binding: given(row.binding),
    partner: given(row.partner),
    act: given(row.act),
    confidentiality: row.confidentiality ?? USUAL_CLASS,
  });
}

export type TaskItemRow = TaskRow & { case_code: string; case_title: string; case_status: CaseStatus };
export const taskItemOf = (row: TaskItemRow): TaskItem => ({
  ...taskOf(row),
  caseCode: row.case_code,
  caseTitle: row.case_title,
  caseStatus: row.case_status,
});

export interface IncidentRow {
  id: number;
  case_id: string;
  instance: number;
  node: string;
  kind: IncidentRecord['kind'];
  message: string;
  opened_at: string;
  resolved_at: Absent<string>;
  resolved_by: Absent<string>;
}

export function incidentOf(row: IncidentRow): IncidentRecord {
  return compact({
    id: row.id,
    caseId: row.case_id,
    instance: row.instance,
    node: row.node,
    kind: row.kind,
    message: row.message,
    openedAt: at(row.opened_at),
    resolvedAt: instantOf(row.resolved_at),
    resolvedBy: given(row.resolved_by),
  });
}

export interface LogRow {
  case_id: string;
  revision: number;
  at: string;
  account: string;
  person: Absent<string>;
  on_behalf_of: Absent<string>;
  origin: Absent<NonNullable<CommandLogEntry['origin']>>;
  epoch: Absent<number>;
  command: CommandLogEntry['command'];
  created: CommandLogEntry['created'] | null;
  resolved: Absent<NonNullable<CommandLogEntry['resolved']>>;
  trace: CommandLogEntry['trace'];
  state_hash: string;
}

export function logEntryOf(row: LogRow): CommandLogEntry {
  return compact({
    caseId: row.case_id,
    revision: row.revision,
    at: at(row.at),
    actor: compact({ account: row.account, person: given(row.person), onBehalfOf: given(row.on_behalf_of) }),
    origin: given(row.origin),
    epoch: given(row.epoch),
    command: row.command,
    created: row.created ?? undefined,
    resolved: row.resolved,
    trace: row.trace,
    stateHash: row.state_hash,
  });
}
