/** Lines of the report: what was measured against what in the same run, the target, and whether it was met. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Line {
  readonly what: string;
  readonly figure: string;
  readonly target?: string;
  readonly met?: boolean;
}

export function printLines(lines: readonly Line[]): void {
  const width = Math.max(...lines.map(({ what }) => what.length));
  for (const line of lines) console.log(`${line.what.padEnd(width)}  ${verdict(line).padEnd(4)}  ${line.figure}${target(line)}`);
}

const verdict = ({ met }: Line): string => (met === undefined ? '' : met ? 'PASS' : 'MISS');
const target = ({ target: wanted }: Line): string => (wanted === undefined ? '' : ` (target: ${wanted})`);

/** The machine without its name. */
export function machine(server: string, pgbench: string): string {
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown CPU';
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.availableParallelism()} cores (${cpu}), ${memory} GiB, ${os.type()} ${os.arch()}; Node ${process.versions.node}; ${server}; ${pgbench}`;
}

/** Others' work during the run spoils the figures: the load average tells of it. */
export function loadNow(): string {
  const [load = 0] = os.loadavg();
  return `${load.toFixed(1)} on ${os.availableParallelism()} cores${load > os.availableParallelism() ? ': others work here, read the figures with care' : ''}`;
}

export function saveReport(lines: readonly Line[], facts: readonly string[]): string {
  const folder = path.join(import.meta.dirname, '..', 'docs', 'reports');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${new Date().toISOString().slice(0, 10)}-bench.md`);
  const rows = lines.map((line) => `| ${line.what} | ${line.figure} | ${line.target ?? ''} | ${verdict(line)} |`);
  writeFileSync(
    file,
    [
      '# Benchmark',
      '',
      ...facts.map((fact) => `- ${fact}`),
      '',
      '| What | Figure | Target | |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
      'Each ratio is against a baseline of the same run; `bench/` says how. Made by `npm run bench`.',
      '',
    ].join('\n'),
  );
  execFileSync(process.execPath, [
    path.join(import.meta.dirname, '..', 'node_modules', 'prettier', 'bin', 'prettier.cjs'),
    '--write',
    '--log-level',
    'warn',
    file,
  ]);
  return file;
}
