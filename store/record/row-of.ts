/** Rows of the records with everything that verification needs of a step, beside what the leaf covers. */
import type { RecordRow, Source, StepRow } from '../../record/record-line.ts';
import type { StepContent } from '../../record/step-digest.ts';
import { lastingColumns, SOURCE_TABLES, sourceSelect, type SourceTable } from './sources.ts';

const STEP_FIELDS = [
  'r.version::text',
  "encode(r.digest, 'hex')",
  "encode(r.hash, 'hex')",
  "encode(p.hash, 'hex')",
  'r.case_id::text',
  'r.revision::text',
  '(extract(epoch from r.at) * 1000000)::bigint::text',
  'l.account',
  'l.person',
  'l.on_behalf_of',
  'l.epoch::text',
  'l.origin::text',
  'l.command::text',
  'l.created::text',
  'l.resolved::text',
  'l.trace::text',
  "encode(l.state_hash, 'hex')",
  "encode(l.content_hash, 'hex')",
  "encode(s.salt, 'hex')",
  // an act is looked for only where something is gone
  "case when l.state_hash = '' then (select d.id::text from administrative_act d where d.act = 'approveDestruction' and d.subject = r.case_id::text order by d.id limit 1) end",
];
const STEP_JOINS = `left join audit_link p on p.case_id = r.case_id and p.revision = r.revision - 1 left join case_salt s on s.case_id = r.case_id`;

function ofSource(source: SourceTable, where: string): string {
  const isStep = source.source === 'step';
  const columns = [
    'r.at',
    `${lastingColumns(source)} as search`,
    isStep ? `array[${STEP_FIELDS.join(', ')}] as step` : 'null::text[] as step',
  ];
  return sourceSelect(source, columns, where, isStep ? STEP_JOINS : '');
}

/** Rows of all records; `where` limits `r`. */
export const rowSelect = (where: string): string =>
  `select s.tx::text as tx, s.source, s.key, s.fields, s.search, s.step, s.at, s.place from (${SOURCE_TABLES.map((source) => ofSource(source, where)).join(' union all ')}) s`;

export interface RecordRowRead {
  tx: string;
  source: Source;
  key: string;
  fields: (string | null)[];
  search: (string | null)[];
  step: (string | null)[] | null;
  at: string;
}

export const recordRowOf = ({ tx, source, key, fields, search, step }: RecordRowRead): RecordRow => ({
  source,
  key,
  tx,
  fields,
  search,
  ...(step && { step: stepOf(step) }),
});

function stepOf([version, digest, hash, previous = null, ...content]: readonly (string | null)[]): StepRow {
  return {
    version: Number(version),
    digest: digest ?? '',
    hash: hash ?? '',
    previous,
    content: contentOf(content),
    destroyedBy: content.at(-1) ?? null,
  };
}

function contentOf(fields: readonly (string | null)[]): StepContent | null {
  const [caseId, revision, micros, account, person = null, onBehalfOf = null, epoch = null, origin = null, ...rest] = fields;
  const [command = null, created = null, resolved = null, trace = null, stateHash = null, contentHash = null, salt = null] = rest;
  if (command === null || trace === null || account === null || account === undefined) return null;
  return {
    caseId: caseId ?? '',
    revision: Number(revision),
    micros: micros ?? '',
    account,
    person,
    onBehalfOf,
    epoch: epoch === null ? null : Number(epoch),
    origin,
    command,
    created,
    resolved,
    trace,
    stateHash: stateHash ?? '',
    contentHash,
    salt,
  };
}
