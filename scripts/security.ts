/** Counts the rows of docs/security.md by state and level. Exit code 1 when a row names what is not there. */
import fs from 'node:fs';
import path from 'node:path';
import { faultsOf, readRequirements, STATES } from './security/read-requirements.ts';

const ROOT = path.join(import.meta.dirname, '..');
const rows = readRequirements(fs.readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8'));
const faults = rows.flatMap((row) => faultsOf(row, ROOT));
console.log('OWASP ASVS 5.0.0          level 1   level 2   together');
for (const state of STATES) {
  const of = (level: number): number => rows.filter((row) => row.state === state && row.level === level).length;
  console.log(`${state.padEnd(24)}  ${String(of(1)).padStart(7)}   ${String(of(2)).padStart(7)}   ${String(of(1) + of(2)).padStart(8)}`);
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
