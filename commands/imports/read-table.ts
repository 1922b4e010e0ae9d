import { parse } from 'csv-parse/sync';
import { readWorkbook } from './read-workbook.ts';
import { fileFault, MOST_CELL, MOST_COLUMNS, type Table } from './table.ts';

/** bytes of an uploaded list */
export const MOST_FILE_BYTES = 2 * 1024 * 1024;
/** what a spreadsheet would calculate when the list is opened in one */
const FORMULA = /^[=@\t\r]/;

/**
 * A list of rows from a CSV file (RFC 4180, UTF-8, comma or semicolon) or an XLSX workbook, told apart by content. Throws Rejection
 * validation `fileEmpty`, `fileUnreadable`, `fileTooLarge`.
 */
export async function readTable(content: Buffer): Promise<Table> {
  if (content.length > MOST_FILE_BYTES) throw fileFault('fileTooLarge', `Expected at most ${MOST_FILE_BYTES} bytes.`);
  const zipped = content.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
  const rows = zipped ? await readWorkbook(content) : readCsv(content);
  const table = rows.filter(({ cells }) => cells.some(({ text }) => text.trim() !== ''));
  if (table.length === 0) throw fileFault('fileEmpty', 'Expected a head and rows.');
  return table;
}

function readCsv(content: Buffer): Table {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    if (text.includes('\u0000')) throw new Error('it has a NUL character');
    const delimiter = /^[^\n,]*;/.test(text) ? ';' : ',';
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      max_record_size: MOST_COLUMNS * MOST_CELL,
      relax_column_count: true,
    }) as unknown as readonly {
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }[];
    return records.map(({ record, info }) => ({
      line: info.lines,
      cells: record.slice(0, MOST_COLUMNS).map((cell) => ({ text: cell, formula: FORMULA.test(cell) })),
    }));
  } catch (error) {
    throw fileFault('fileUnreadable', `Expected a CSV file in UTF-8, but ${error instanceof Error ? error.message : String(error)}.`);
  }
}
