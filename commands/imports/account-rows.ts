/** From a table to requests for accounts: columns by their heads, roles apart, dates as ISO dates; and what no form could say of a cell. */
import type { Problem } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { inputProblem, inputText, type InputText } from '../invalid-input.ts';
import { ACCOUNT_COLUMNS, type AccountColumnKey } from './account-columns.ts';
import { type Cell, fileFault, MOST_CELL, type Table } from './table.ts';

export const MOST_ROWS = 200;

export type CellProblem = Problem & { readonly column?: AccountColumnKey };
export type AccountRow = {
  /** as the user's program numbers it */
  readonly line: number;
  readonly request: { readonly [field: string]: Json };
  readonly problems: readonly CellProblem[];
};

/** Throws Rejection validation `columnUnknown`, `columnMissing`, `fileEmpty`, `tooManyRows`. */
export function accountRows([head, ...rows]: Table): readonly AccountRow[] {
  const columns = (head?.cells ?? []).map(({ text }) => headOf(text));
  const missing = ACCOUNT_COLUMNS.find((column) => 'required' in column && !columns.includes(column.key));
  if (missing) throw fileFault('columnMissing', `Expected a column '${missing.vi}'.`, { column: missing.vi });
  if (rows.length === 0) throw fileFault('fileEmpty', 'Expected rows below the head.');
  if (rows.length > MOST_ROWS) throw fileFault('tooManyRows', `Expected at most ${MOST_ROWS} rows.`, { most: MOST_ROWS });
  return rows.map(({ line, cells }) => rowOf(line, columns, cells));
}

function headOf(text: string): AccountColumnKey | undefined {
  const name = text.trim().normalize('NFC');
  if (name === '') return undefined;
  const found = ACCOUNT_COLUMNS.find(({ key, vi }) => key === name || vi.toLowerCase() === name.toLowerCase());
  if (found) return found.key;
  throw fileFault('columnUnknown', `Expected only columns of the template, but found '${name.slice(0, 100)}'.`, {
    column: name.slice(0, 100),
  });
}

function rowOf(line: number, columns: readonly (AccountColumnKey | undefined)[], cells: readonly Cell[]): AccountRow {
  const values: Partial<Record<AccountColumnKey, string>> = {};
  const problems: CellProblem[] = [];
  for (const [at, column] of columns.entries()) {
    const cell = cells[at];
    const text = cell?.text.trim().normalize('NFC') ?? '';
    if (column === undefined || text === '') continue;
    if (cell?.formula) problems.push(cellProblem('formula', column));
    else if (text.length > MOST_CELL || !text.isWellFormed()) problems.push(cellProblem('cellTooLong', column));
    else values[column] = text;
  }
  const request = requestOf(values);
  // the form takes a request without roles: other operations have none
  if (values.roles === undefined && !problems.some(({ column }) => column === 'roles')) problems.push(cellProblem('required', 'roles'));
  return { line, request, problems };
}

export function cellProblem(code: InputText, column: AccountColumnKey, values: Readonly<Record<string, unknown>> = {}): CellProblem {
  return { ...inputProblem(code, `/${column}`, `Expected another value in column ${column}.`, inputText(code, column, values)), column };
}

function requestOf({ roles, roleUnit, effectiveDate, ...plain }: Partial<Record<AccountColumnKey, string>>): AccountRow['request'] {
  const held = (roles ?? '').split(/[;,]/).map((role) => role.trim()).filter((role) => role !== ''); // prettier-ignore
  const unitPath = roleUnit ?? plain.unitPath ?? '';
  return {
    operation: 'CREATE',
    ...plain,
    grants: held.map((role) => ({ role, unitPath })),
    ...(effectiveDate !== undefined && { effectiveDate: isoDate(effectiveDate) }),
  };
}

/** `01/12/2026`, an ISO date, or the serial number that a spreadsheet keeps (days since 30/12/1899); anything else as it is. */
function isoDate(text: string): string {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  if (day !== undefined) return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (/^\d{5}$/.test(text))
    return Temporal.PlainDate.from('1899-12-30')
      .add({ days: Number(text) })
      .toString();
  return text;
}
