/** Turns what PostgreSQL says into what the product says: a violated constraint is a named rejection, a passing fault is Transient. */
import { Rejection, Transient, type RejectionKind } from '../errors.ts';

interface DatabaseFault {
  /** objection wraps what the driver threw */
  readonly nativeError?: DatabaseFault;
  readonly code?: string;
  readonly constraint?: string;
  readonly detail?: string;
  readonly message: string;
}

const TAKEN: Readonly<Record<string, readonly [code: string, message: string]>> = {
  business_key_taken: ['businessKeyTaken', 'Expected a business key that no case of this procedure has, but it is taken.'],
  case_code_taken: ['caseCodeTaken', 'Expected a new case code, but it is taken.'],
  process_case_pkey: ['caseExists', 'Expected a new case id, but the case exists.'],
  account_one_per_person: ['personHasAccount', 'Expected a person without an account, but the person has one.'],
  account_login: ['loginTaken', 'Expected a new login name, but it is taken.'],
  account_pkey: ['accountExists', 'Expected a new account id, but the account exists.'],
  person_identity_number: ['identityNumberTaken', 'Expected a new identity number, but another person has it.'],
  party_identity_number: ['identityNumberTaken', 'Expected a new identity number, but another person has it.'],
  party_identity_index: ['identityNumberTaken', 'Expected a new identity number, but another person has it.'],
  party_file_number: ['fileNumberTaken', 'Expected a new file number, but another person has it.'],
  case_member_person: ['personInRound', 'Expected a person who is in no other line of the round.'],
  case_member_line: ['lineInRound', 'Expected a line that is in no round.'],
  factor_lookup: ['factorTaken', 'Expected a second factor that nobody has enrolled.'],
  person_pkey: ['personExists', 'Expected a new person id, but the person exists.'],
  unit_path_key: ['unitExists', 'Expected a new unit path, but the unit exists.'],
  parameter_overlap: ['parameterOverlap', 'Expected a period in which no other version of the parameter is in force.'],
  parameter_pkey: ['parameterVersionExists', 'Expected a new version of the parameter, but it exists.'],
  calendar_pkey: ['calendarVersionExists', 'Expected a new version of the calendar, but it exists.'],
  calendar_year_pkey: ['calendarVersionExists', 'Expected a new version of the calendar year, but it exists.'],
};

// serialization, deadlock, lost connection, out of connections, shut down or starting up
const PASSING = /^(40001|40P01|55P03|08...|53300|57P0[123]|ECONN.*|EPIPE|ETIMEDOUT|ENOENT)$/;

// the driver gives these no code
const LOST = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** The error to throw instead of `fault`; the fault itself where it is a defect of ours. */
export function translated(fault: unknown): unknown {
  const { code = '', constraint = '', detail = '', message } = (fault as DatabaseFault).nativeError ?? (fault as DatabaseFault);
  if (code === 'TKREJ') {
    const [kind, name] = detail.split(':') as [RejectionKind, string];
    return new Rejection(kind, name, message, { cause: fault });
  }
  const taken = code === '23505' || code === '23P01' ? TAKEN[constraint] : undefined;
  if (taken) return new Rejection('conflict', taken[0], taken[1], { cause: fault });
  // JSON may carry U+0000, PostgreSQL text may not
  if (code === '22P05' || code === '22021')
    return new Rejection('validation', 'characterNotStorable', 'Expected text without the NUL character.', { cause: fault });
  if (code === 'TKAPP') return new Rejection('forbidden', 'appendOnly', message, { cause: fault });
  if (PASSING.test(code) || LOST.test(message)) return new Transient('database', message, fault);
  return fault;
}

/**
 * Whether the server says that a statement was undone. After a lost connection, a shutdown or a completion that the server itself
 * does not know (40003) nobody can tell without looking.
 */
export function rolledBack(fault: unknown): boolean {
  const { code, cause } = fault as { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
  const state = String(cause?.code ?? code);
  return /^[0-9A-Z]{5}$/.test(state) && !/^(08|57|58|XX|40003|E)/.test(state);
}

/** Runs `work`; a fault of the database is thrown translated. */
export async function translating<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    throw translated(fault);
  }
}
