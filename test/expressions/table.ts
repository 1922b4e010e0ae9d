import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import { evaluate } from './evaluate.ts';

export type Row = readonly [source: string, expected: Json, variables?: Readonly<Record<string, Json>>];

/** One test for each row; equal sources need different variables. */
export function testTable(area: string, rows: readonly Row[]): void {
  for (const [source, expected, variables = {}] of rows) {
    const where = Object.keys(variables).length > 0 ? ` with ${JSON.stringify(variables)}` : '';
    test(`${area}: ${source} is ${JSON.stringify(expected)}${where}`, (t) => {
      t.deepEqual(evaluate(source, variables), expected);
    });
  }
}
