/**
 * By subject and field of the policies: the column that a list filters on. `allowedSql(ability, action, subject, columns, () => '?')`
 * gives the predicate that the lists of this room take. `purpose` is no column: it is what the reader states, a code of the catalogue.
 */
import { USUAL_CLASS } from '../../policies/usual-class.ts';

type Columns = Readonly<Record<string, string>>;

export const TASK_COLUMNS: Columns = {
  procedure: 'task.procedure',
  node: 'task.node',
  unitPath: 'task.unit_path',
  state: 'task.state',
  assignee: 'task.assignee',
  candidateRoles: 'task.candidate_roles',
  candidateUnits: 'task.candidate_units',
  candidatePersons: 'task.candidate_persons',
  excludedPersons: 'task.excluded_persons',
  closedPerson: 'task.closed_person',
  priority: 'task.priority::double precision',
  mode: 'task.mode',
  partner: 'task.partner',
  confidentiality: `coalesce(task.confidentiality, '${USUAL_CLASS}')`,
};

export const CASE_COLUMNS: Columns = {
  procedure: 'process_case.procedure',
  unitPath: 'process_case.unit_path',
  status: 'process_case.status',
  startedBy: 'process_case.started_by',
  startedPerson: 'process_case.started_person',
  parties: 'process_case.parties',
  participants: 'process_case.participants',
  confidentiality: `coalesce(process_case.confidentiality, '${USUAL_CLASS}')`,
  purpose: 'null::text',
};

export const PERSON_COLUMNS: Columns = { kind: 'party.kind', unitPath: 'party.unit_path', purpose: 'null::text' };

/** The unit of the agency, or of the person whose image it is. */
export const SIGNING_IMAGE_COLUMNS: Columns = { unitPath: 'image_place.unit_path' };

export const INCIDENT_COLUMNS: Columns = {
  procedure: 'process_case.procedure',
  unitPath: 'process_case.unit_path',
  kind: 'incident.kind',
  node: 'incident.node',
  confidentiality: `coalesce(process_case.confidentiality, '${USUAL_CLASS}')`,
};

export const DELIVERY_COLUMNS: Columns = {
  procedure: 'document_delivery.procedure',
  unitPath: 'document_delivery.unit_path',
  recipientUnit: 'document_delivery.recipient_unit',
  recipients: 'array[document_delivery.recipient]',
};

/** The register of a unit that is gone is kept by those who follow it. */
export const NUMBER_REGISTER_COLUMNS: Columns = { unitPath: 'live_unit(unit.path)', series: 'number_register.series' };

export const RECALL_COLUMNS: Columns = {
  unitPath: 'live_unit(unit.path)',
  recipientUnit: 'recall_receiver.receiver_unit',
  recipients: 'array[recall_receiver.receiver]',
};

export const JOB_COLUMNS: Columns = { procedure: 'process_case.procedure', unitPath: 'process_case.unit_path', topic: 'job.topic' };

/** The subject `Audit`, of acts that are no step of a case. */
export const ACT_COLUMNS: Columns = {
  procedure: 'administrative_act.procedure',
  // the record of a unit that is gone is read by those who follow it
  unitPath: 'live_unit(administrative_act.unit_path)',
  person: 'administrative_act.person',
};

/** The subject `Audit`, of the administration log. */
export const ACCOUNT_CHANGE_COLUMNS: Columns = {
  procedure: 'account_change.procedure',
  unitPath: 'live_unit(account_change.unit_path)',
  person: 'account_change.person',
};

/** The subject `Audit`, of the sealed record. */
export const RECORD_COLUMNS: Columns = {
  procedure: 'record_entry.procedure',
  unitPath: 'record_entry.unit_path',
  person: 'record_entry.person',
};

export const ACCOUNT_COLUMNS: Columns = {
  account: 'account.id',
  person: 'account.person',
  unitPath: 'holder.unit_path',
  state: 'account.state',
  roles: 'array(select g.role from role_grant g where g.account = account.id and (g.valid_to is null or g.valid_to > now()))',
};

/** What was shared with a unit that is gone is shared with the one that follows it. */
export const SAVED_FILTER_COLUMNS: Columns = { person: 'saved_filter.person', unitPath: 'live_unit(saved_filter.unit_path)' };

export const SUBSTITUTION_COLUMNS: Columns = {
  absent: 'substitution.absent',
  substitute: 'substitution.substitute',
  unitPath: 'absent.unit_path',
};

/** `caseUnit` has no column: it is the unit of a case that is about to be started. */
export const DEFINITION_COLUMNS: Columns = {
  procedure: 'definition.key',
  starterRoles: 'definition.starter_roles',
  caseUnit: 'null::ltree',
};

/** The subject `Statistics`, of cases and of their tasks. */
export const CASE_STATISTICS_COLUMNS: Columns = { procedure: 'process_case.procedure', unitPath: 'process_case.unit_path' };
export const TASK_STATISTICS_COLUMNS: Columns = { procedure: 'task.procedure', unitPath: 'task.unit_path' };
