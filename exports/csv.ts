import type { ExportTable } from './table.ts';

/** what spreadsheets would run as a formula (OWASP: CSV injection) */
const FORMULA = /^[=+\-@\t\r\n|%]/;

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export async function* csvText({ columns, rows }: ExportTable): AsyncGenerator<string> {
  yield `\uFEFF${lineOf(columns.map(({ heading }) => heading))}`;
  for await (const row of rows) yield lineOf(row);
}

export const lineOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(text: string): string {
  const harmless = FORMULA.test(text.trimStart()) || FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
