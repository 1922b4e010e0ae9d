/**
 * The first sheet of an XLSX workbook (ECMA-376 Part 1, 18.3 and 18.4) as text. Bounded before and while it is unpacked: sizes that an
 * archive only claims are checked against what comes out. Nothing is calculated, followed or run: a formula is told as such.
 */
import { Parser } from 'saxen';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Rejection } from '../../errors.ts';
import { type Cell, fileFault, MOST_CELL, MOST_COLUMNS, type Table } from './table.ts';

const MOST_ENTRIES = 500;
/** unpacked, of one part */
const MOST_PART_BYTES = 8 * 1024 * 1024;
const MOST_LINES = 2_000;

/** Throws Rejection validation `fileUnreadable`, `fileTooLarge`. */
export async function readWorkbook(content: Buffer): Promise<Table> {
  try {
    const parts = await unpacked(content);
    const sheet = parts.get(firstSheet(parts));
    if (sheet === undefined) throw fileFault('fileUnreadable', 'Expected the workbook to have a sheet.');
    return rowsOf(sheet, sharedStrings(parts.get('xl/sharedStrings.xml')));
  } catch (error) {
    if (error instanceof Rejection) throw error;
    throw fileFault('fileUnreadable', `Expected an XLSX workbook, but: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const WANTED = /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;

async function unpacked(content: Buffer): Promise<ReadonlyMap<string, string>> {
  const zip = await fromBufferPromise(content, { lazyEntries: true, validateEntrySizes: true });
  if (zip.entryCount > MOST_ENTRIES) throw fileFault('fileTooLarge', `Expected at most ${MOST_ENTRIES} parts.`);
  const parts = new Map<string, string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (!WANTED.test(entry.fileName)) continue;
    total += entry.uncompressedSize;
    if (entry.uncompressedSize > MOST_PART_BYTES || total > 2 * MOST_PART_BYTES)
      throw fileFault('fileTooLarge', `Expected parts of at most ${MOST_PART_BYTES} bytes, but ${entry.fileName} has more.`);
    parts.set(entry.fileName, await textOf(zip, entry));
  }
  return parts;
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of await zip.openReadStreamPromise(entry)) {
    bytes += (piece as Buffer).length;
    if (bytes > MOST_PART_BYTES) throw fileFault('fileTooLarge', `Expected parts of at most ${MOST_PART_BYTES} bytes.`);
    pieces.push(piece as Buffer);
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
}

interface Handlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Names without their prefix. Declarations, which could define entities, are refused. */
function parse(xml: string, { open, close, text }: Handlers): void {
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  new Parser()
    .on('openTag', (name, attributes, decode) =>
      open?.(local(name), Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)]))),
    )
    .on('closeTag', (name) => close?.(local(name)))
    .on('text', (value, decode) => text?.(decode(value)))
    .on('cdata', (value) => text?.(value))
    .on('attention', () => {
      throw fileFault('fileUnreadable', 'Expected XML without declarations.');
    })
    .on('error', (error) => {
      throw error;
    })
    .parse(xml);
}

function firstSheet(parts: ReadonlyMap<string, string>): string {
  let first: string | undefined;
  parse(parts.get('xl/workbook.xml') ?? '', { open: (name, at) => void (name === 'sheet' && (first ??= at['r:id'] ?? '')) });
  let target = '';
  parse(parts.get('xl/_rels/workbook.xml.rels') ?? '', {
    open: (name, at) => void (name === 'Relationship' && at['Id'] === first && (target = at['Target'] ?? '')),
  });
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** Texts of the workbook; phonetic readings (rPh) are no part of them. */
function sharedStrings(xml: string | undefined): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let reading = false;
  let phonetic = false;
  if (xml !== undefined)
    parse(xml, {
      open(name) {
        if (name === 'si') current = '';
        if (name === 'rPh') phonetic = true;
        reading = name === 't' && !phonetic;
      },
      text: (text) => void (reading && (current += text)),
      close(name) {
        if (name === 't') reading = false;
        if (name === 'rPh') phonetic = false;
        if (name === 'si') strings.push(current);
      },
    });
  return strings;
}

interface Open {
  readonly column: number;
  readonly type: string;
  text: string;
  formula: boolean;
}

function rowsOf(xml: string, strings: readonly string[]): Table {
  const table: { line: number; cells: Cell[] }[] = [];
  let row: { line: number; cells: Cell[] } | undefined;
  let cell: Open | undefined;
  let reading = false;
  parse(xml, {
    open(name, at) {
      if (name === 'row') row = { line: Number(at['r'] ?? table.length + 1), cells: [] };
      if (name === 'c') cell = { column: columnOf(at['r'], row?.cells.length ?? 0), type: at['t'] ?? 'n', text: '', formula: false };
      if (name === 'f' && cell) cell.formula = true;
      reading = name === 'v' || name === 't';
    },
    text: (text) => void (reading && cell && cell.text.length <= MOST_CELL && (cell.text += text)),
    close(name) {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'c' && cell && row && cell.column < MOST_COLUMNS) put(row.cells, cell, strings);
      if (name === 'row' && row && table.push(row) > MOST_LINES) throw fileFault('fileTooLarge', `Expected at most ${MOST_LINES} lines.`);
    },
  });
  return table;
}

function put(cells: Cell[], { column, type, text, formula }: Open, strings: readonly string[]): void {
  while (cells.length < column) cells.push({ text: '', formula: false });
  cells[column] = { text: type === 's' ? (strings[Number(text)] ?? '') : text, formula };
}

/** `AB12` is column 27, from 0. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return next;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
