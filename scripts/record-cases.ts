/**
 * Writes test/recordings/<name>.json for each scenario that has none yet. A recording is never written again: it holds what a
 * released kernel made of a case, and later kernels must load and replay it. `--only NAME` records one.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { recordCase } from '../test/recordings/record-case.ts';
import { SCENARIOS } from '../test/recordings/scenarios.ts';

const FOLDER = path.join(import.meta.dirname, '../test/recordings');
const at = process.argv.indexOf('--only');
const only = at < 0 ? undefined : process.argv[at + 1];

for (const [name, scenario] of Object.entries(SCENARIOS)) {
  const file = path.join(FOLDER, `${name}.json`);
  if ((only !== undefined && only !== name) || existsSync(file)) continue;
  writeFileSync(file, `${JSON.stringify(await recordCase(name, scenario), null, 1)}\n`);
  console.log(`recorded ${name}`);
}
