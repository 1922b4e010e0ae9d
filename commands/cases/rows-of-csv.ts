/**
 * A CSV file (RFC 4180, UTF-8, comma or semicolon) as starting variables: the head names variable paths such as `request.operation` or
 * `request.grants.0.role`; an empty cell is nothing. All values are text, as forms take them.
 */
import { parse } from 'csv-parse/sync';
import { Rejection } from '../../errors.ts';
import type { Variables } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';

const PATH = /^[A-Za-z][A-Za-z0-9_]*(\.([A-Za-z][A-Za-z0-9_]*|\d{1,2}))*$/;
const MOST_CELL = 10_000;

type Tree = { [name: string]: Json | Tree } | (Json | Tree)[];

/** Throws Rejection validation `csvInvalid`, with the line. */
export function rowsOfCsv(text: string): readonly Variables[] {
  const [head, ...rows] = linesOf(text);
  if (!head) throw invalid('Expected a head with the names of the columns.', 1);
  const paths = head.map((name) => name.trim());
  const wrong = paths.find((path, i) => !PATH.test(path) || paths.indexOf(path) !== i);
  if (wrong !== undefined) throw invalid(`Expected each column to name a variable, and once, but found '${wrong}'.`, 1);
  return rows.map((row, i) => rowOf(paths, row, i + 2));
}

function linesOf(text: string): readonly string[][] {
  try {
    const delimiter = /^[^\n,]*;/.test(text) ? ';' : ',';
    return parse(text, { bom: true, delimiter, skip_empty_lines: true, max_record_size: 64 * MOST_CELL });
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), 1);
  }
}

function rowOf(paths: readonly string[], cells: readonly string[], line: number): Variables {
  const tree: Tree = {};
  for (const [i, path] of paths.entries()) {
    const cell = cells[i]?.trim() ?? '';
    if (cell.length > MOST_CELL) throw invalid(`Expected at most ${MOST_CELL} characters in ${path}.`, line);
    if (cell !== '') put(tree, path.split('.'), cell, line);
  }
  return tree as Variables;
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], cell: string, line: number): void {
  const at = tree as { [name: string]: Json | Tree };
  const [next] = rest;
  if (next === undefined) {
    if (Object.hasOwn(at, name)) throw invalid(`Expected '${name}' to be one value.`, line);
    at[name] = cell;
    return;
  }
  if (!Object.hasOwn(at, name)) at[name] = /^\d+$/.test(next) ? [] : {};
  const inner = at[name];
  const fits = typeof inner === 'object' && inner !== null && Array.isArray(inner) === /^\d+$/.test(next);
  if (!fits || (Array.isArray(inner) && Number(next) > inner.length)) throw invalid(`Expected the columns of '${name}' in order.`, line);
  put(inner as Tree, rest, cell, line);
}

function invalid(message: string, line: number): Rejection {
  const problems = [{ code: 'csv', path: '/csv', message: `Line ${line}: ${message}` }];
  return new Rejection('validation', 'csvInvalid', `Expected a CSV file that can be read. Line ${line}: ${message}`, {
    details: { line },
    problems,
  });
}
