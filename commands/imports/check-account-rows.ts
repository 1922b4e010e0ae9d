/** Each row of a list of requests for accounts, as the request by itself would be checked, and against the list and the register. */
import { can } from '../../policies/can.ts';
import type { Ability } from '../../policies/ability.ts';
import { Rejection } from '../../errors.ts';
import { findImportFacts, type ImportFacts } from '../../store/queries/account-import-facts.ts';
import { findLatestRecord } from '../../store/queries/find-definition-record.ts';
import { notFound } from '../../casework/require-permission.ts';
import { ACCOUNT_PROCEDURE } from '../accounts/account-procedure.ts';
import { checkStartForm } from '../cases/check-start-form.ts';
import type { Services } from '../contract.ts';
import { modelOf } from '../loading/load-model.ts';
import { columnOf } from './account-columns.ts';
import { type AccountRow, cellProblem, type CellProblem } from './account-rows.ts';

/** The rows with everything that is wrong in them. Throws notFound `definitionNotFound` where the procedure is not there, or not for this actor. */
export async function checkAccountRows(
  services: Services,
  ability: Ability,
  rows: readonly AccountRow[],
  now: string,
): Promise<readonly AccountRow[]> {
  const definition = await findLatestRecord(services.db, 'bpmn', ACCOUNT_PROCEDURE);
  if (!definition) throw notFound('Definition');
  const model = await modelOf(services, definition.id);
  const facts = await findImportFacts(services.db, namesOf(rows), ACCOUNT_PROCEDURE);
  const mayStart = (unit: string): boolean => {
    const start = { procedure: definition.key, starterRoles: definition.starterRoles, caseUnit: unit };
    return can(ability, 'start', 'Definition', start).allowed;
  };
  const checked: AccountRow[] = [];
  for (const row of rows) {
    const form = await formProblems(async () => await checkStartForm(services, model, undefined, { request: row.request }, now));
    // a cell that was left out is not told a second time as missing
    const known = new Set(row.problems.map(({ column }) => column));
    const others = [...form, ...registerProblems(row, facts, mayStart), ...repeated(row, rows)];
    checked.push({ ...row, problems: [...row.problems, ...others.filter(({ column }) => column === undefined || !known.has(column))] });
  }
  return checked;
}

const textIn = ({ request }: AccountRow, field: string): string => (typeof request[field] === 'string' ? request[field] : '');
const unitsIn = (row: AccountRow): readonly string[] => [
  textIn(row, 'unitPath'),
  ...(row.request['grants'] as readonly { readonly unitPath: string }[]).map(({ unitPath }) => unitPath),
];

function namesOf(rows: readonly AccountRow[]) {
  return {
    identities: rows.map((row) => textIn(row, 'personIdentity')),
    logins: rows.map((row) => textIn(row, 'login')),
    units: [...new Set(rows.flatMap(unitsIn))],
  };
}

async function formProblems(check: () => Promise<unknown>): Promise<readonly CellProblem[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (!(error instanceof Rejection) || error.kind !== 'validation') throw error;
    return error.problems.map((problem) => {
      const column = columnOf(problem.path ?? '');
      return { ...problem, ...(column !== undefined && { column }) };
    });
  }
}

function registerProblems(row: AccountRow, facts: ImportFacts, mayStart: (unit: string) => boolean): readonly CellProblem[] {
  const [identity, login, unit] = [textIn(row, 'personIdentity'), textIn(row, 'login'), textIn(row, 'unitPath')];
  const roleUnit = unitsIn(row).find((one) => one !== unit);
  return [
    ...(facts.taken.includes(identity) ? [cellProblem('personHasAccount', 'personIdentity')] : []),
    ...(facts.pending.includes(identity) ? [cellProblem('requestPending', 'personIdentity')] : []),
    ...(login !== '' && facts.logins.includes(login) ? [cellProblem('loginTaken', 'login')] : []),
    ...(unit === ''
      ? []
      : !facts.units.includes(unit)
        ? [cellProblem('unitUnknown', 'unitPath')]
        : mayStart(unit)
          ? []
          : [cellProblem('unitForeign', 'unitPath')]),
    ...(roleUnit === undefined || facts.units.includes(roleUnit) ? [] : [cellProblem('unitUnknown', 'roleUnit')]),
  ];
}

function repeated(row: AccountRow, rows: readonly AccountRow[]): readonly CellProblem[] {
  return (['personIdentity', 'login'] as const).flatMap((field) => {
    const value = textIn(row, field);
    const first = rows.find((other) => other.line !== row.line && textIn(other, field) === value);
    return value !== '' && first ? [cellProblem('repeatedInFile', field, { line: first.line })] : [];
  });
}
