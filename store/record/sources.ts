/**
 * The rows of the records, as the sealer puts them into the global chain and as verification reads them again: `fields` is all that a
 * leaf covers, as text. A column that a later migration adds is covered only by a new source: what is sealed stays as it was.
 */
import type { Source } from '../../record/record-line.ts';

const micros = (column: string): string => `(extract(epoch from ${column}) * 1000000)::bigint::text`;
const hex = (column: string): string => `encode(${column}, 'hex')`;

/** Ids of cases are UUIDs, subjects are any text: what is none must not stop the sealer. */
const asUuid = (text: string): string => `case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${text}::uuid end`;

export interface SourceTable {
  readonly source: Source;
  readonly table: string;
  /** its key as text, and that text in the order of the record */
  readonly key: string;
  readonly order: string;
  readonly fields: readonly string[];
  /** what it is searched by */
  readonly search: Readonly<Record<'account' | 'person' | 'onBehalfOf' | 'caseId' | 'act' | 'address' | 'procedure' | 'unitPath', string>>;
  /** more tables that the search columns come from; `r` is the row */
  readonly joins: string;
}

const STEP: SourceTable = {
  source: 'step',
  table: 'audit_link',
  key: "r.case_id || '/' || r.revision",
  order: "r.case_id || '/' || lpad(r.revision::text, 10, '0')",
  fields: ['r.case_id::text', 'r.revision::text', micros('r.at'), 'r.version::text', hex('r.digest'), hex('r.hash')],
  search: {
    account: "coalesce(l.account, '')",
    person: 'l.person',
    onBehalfOf: 'l.on_behalf_of',
    caseId: 'r.case_id',
    act: "coalesce(l.command ->> 'type', '')",
    address: "l.origin ->> 'address'",
    procedure: 'c.procedure',
    unitPath: 'c.unit_path',
  },
  joins: `left join command_log l on l.case_id = r.case_id and l.revision = r.revision and l.at = r.at
    left join lateral (select procedure, unit_path from process_case where id = r.case_id
      union all select procedure, unit_path from closed_case where id = r.case_id limit 1) c on true`,
};

const numbered = { key: 'r.id::text', order: "lpad(r.id::text, 19, '0')", joins: '' };

const ACT: SourceTable = {
  source: 'act',
  table: 'administrative_act',
  ...numbered,
  fields: [
    'r.id::text',
    micros('r.at'),
    'r.account',
    'r.person',
    'r.on_behalf_of',
    'r.epoch::text',
    'r.act',
    'r.subject',
    'r.procedure',
    'r.unit_path::text',
    'r.reason',
    'r.outcome::text',
    'r.origin::text',
  ],
  search: {
    account: 'r.account',
    person: 'r.person',
    onBehalfOf: 'r.on_behalf_of',
    caseId: asUuid('r.subject'),
    act: 'r.act',
    address: "r.origin ->> 'address'",
    procedure: 'r.procedure',
    unitPath: 'r.unit_path',
  },
};

const ACCOUNT: SourceTable = {
  source: 'account',
  table: 'account_change',
  ...numbered,
  fields: [
    'r.id::text',
    micros('r.at'),
    'r.account',
    'r.person',
    'r.unit_path::text',
    'r.operation',
    'r.result',
    'r.state_before',
    'r.state_after',
    'r.before::text',
    'r.after::text',
    'r.open_tasks::text',
    'r.initiator',
    'r.initiator_person',
    micros('r.requested_at'),
    'r.approver',
    'r.reason',
    'r.basis',
    'r.source::text',
    'r.procedure',
    'r.case_id::text',
    'r.node',
  ],
  search: {
    account: "coalesce(r.approver, r.initiator, '')",
    person: '(select a.person from account a where a.id = coalesce(r.approver, r.initiator))',
    onBehalfOf: 'null',
    caseId: 'r.case_id',
    act: "'account.' || r.operation",
    address: "coalesce(r.source #>> '{approver,address}', r.source #>> '{initiator,address}')",
    procedure: 'r.procedure',
    unitPath: 'r.unit_path',
  },
};

const ACCESS: SourceTable = {
  source: 'access',
  table: 'access_log',
  key: 'r.id::text',
  order: 'r.id::text',
  fields: [
    'r.id::text',
    micros('r.at'),
    'r.account',
    'r.person',
    'r.on_behalf_of',
    'r.operation',
    'r.subject',
    'array_to_json(r.ids)::text',
    'r.scope::text',
    'r.purpose',
    'r.origin::text',
    'r.unit_path::text',
  ],
  search: {
    account: 'r.account',
    person: 'r.person',
    onBehalfOf: 'r.on_behalf_of',
    // of a list: found by the ids of the access log itself
    caseId: `case when r.subject = 'case' and cardinality(r.ids) = 1 then ${asUuid('r.ids[1]')} end`,
    act: "'read.' || r.operation",
    address: "r.origin ->> 'address'",
    procedure: 'null',
    unitPath: 'r.unit_path',
  },
  joins: '',
};

export const SOURCE_TABLES: readonly SourceTable[] = [STEP, ACT, ACCOUNT, ACCESS];

/** Of one source, in the order of the record once sorted by tx, source and order. `columns` are added; `where` limits by `r.tx`. */
export const sourceSelect = (
  { source, table, key, order, fields, joins }: SourceTable,
  columns: readonly string[],
  where: string,
  more = '',
): string =>
  `select r.tx, '${source}' as source, ${key} as key, ${order} as place, array[${fields.join(', ')}] as fields${columns.map((column) => `, ${column}`).join('')}
   from ${table} r ${joins} ${more} where ${where}`;

export const searchColumns = ({ search }: SourceTable): readonly string[] => [
  'r.at',
  `${search.account} as account`,
  `${search.person}::text as person`,
  `${search.onBehalfOf}::text as on_behalf_of`,
  `(${search.caseId})::uuid as case_id`,
  `${search.act} as act`,
  `${search.address} as address`,
  `${search.procedure}::text as procedure`,
  `${search.unitPath}::ltree as unit_path`,
];

/** The search columns that never change, as text; what a case belongs to may. */
export const lastingColumns = ({ search: { account, person, onBehalfOf, caseId, act, address } }: SourceTable): string =>
  `array[${[micros('r.at'), account, person, onBehalfOf, caseId, act, address].map((column) => `(${column})::text`).join(', ')}]`;
export const LASTING_ENTRY = `array[${micros('at')}, account, person, on_behalf_of, case_id::text, act, address]`;

/** The order of the record, of rows `s`: by transaction, then by something fixed. */
export const RECORD_ORDER = 's.tx, s.source collate "C", s.place collate "C"';
