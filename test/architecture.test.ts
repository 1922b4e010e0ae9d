import path from 'node:path';
import test from 'ava';
import { findViolations } from '../scripts/architecture/find-violations.ts';
import type { Violation } from '../scripts/architecture/violation.ts';

const violations = findViolations(path.join(import.meta.dirname, '..'));

const RULES: Readonly<Record<Violation['rule'], string>> = {
  wall: 'each room imports only what the table of rooms allows',
  package: 'knex, objection and pg are imported only by the store and the migrations',
  config: 'only the composition roots read the settings',
  index: 'no module imports the index of its own room',
  cycle: 'no modules import each other in a circle',
  environment: 'only config.ts reads the environment',
  purity: 'pure rooms use no clock, no chance and no system call, and those that the client runs nothing that only Node has',
  status: 'HTTP error numbers stand only in api/error-status.ts',
  name: 'file names are kebab-case and say something',
  length: 'no file is longer than 400 lines',
};

for (const [rule, sentence] of Object.entries(RULES)) {
  test(sentence, (t) => {
    t.deepEqual(
      violations.filter((violation) => violation.rule === rule).map(({ file, message }) => `${file}: ${message}`),
      [],
    );
  });
}
