import type { ExportTable } from './table.ts';

/** what spreadsheets would run as a formula (OWASP: CSV injection) */
const FORMULA = /^[=+\-@\t\r\n|%]/;

/** By which spreadsheets know UTF-8. */
const MARK = '\uFEFF';

/** RFC 4180. */
export const csvOf = (lines: readonly (readonly string[])[]): string => `${MARK}${lines.map(lineOf).join('')}`;

export async function* csvText({ columns, rows }: ExportTable): AsyncGenerator<string> {
  yield csvOf([columns.map(({ heading }) => heading)]);
  for await (const row of rows) yield lineOf(row);
}

const lineOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(text: string): string {
  const harmless = FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
