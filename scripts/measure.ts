/** Prints how long files and functions are, against the limits in CONTRIBUTING.md. Exit code 1 when one is exceeded. */
import path from 'node:path';
import { measureTree, type Measured } from './measure/measure-tree.ts';
import { percentile } from './measure/percentile.ts';

interface Limits {
  readonly median: number;
  readonly p95?: number;
  readonly most: number;
}

const { files, functions } = measureTree(path.join(import.meta.dirname, '..'));
const sound = [report('files', files, { median: 80, p95: 250, most: 400 }), report('functions', functions, { median: 10, most: 60 })];
process.exitCode = sound.every(Boolean) ? 0 : 1;

function report(what: string, measured: readonly Measured[], { median, p95 = Infinity, most }: Limits): boolean {
  const lines = measured.map((one) => one.lines);
  const found = { median: percentile(lines, 50), p95: percentile(lines, 95), most: percentile(lines, 100) };
  console.log(`${what}: ${measured.length}, ${lines.reduce((sum, n) => sum + n, 0)} lines`);
  console.log(
    `  median ${found.median} (limit ${median}), 95th percentile ${found.p95}${p95 < Infinity ? ` (limit ${p95})` : ''}, longest ${found.most} (limit ${most})`,
  );
  for (const { name, lines: count } of measured.toSorted((a, b) => b.lines - a.lines).slice(0, 5)) console.log(`  ${count}  ${name}`);
  return found.median <= median && found.p95 <= p95 && found.most <= most;
}
