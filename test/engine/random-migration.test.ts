import test from 'ava';
import fc from 'fast-check';
import { Rejection } from '../../errors.ts';
import { type CaseDriver, compileXml, driveCase, expectedRows, rowsAsText } from './case-driver.ts';
import { drawProcess, laterVersion, randomBlock } from './random-process.ts';
import { act } from './walk.ts';

const RUNS = Number(process.env['KERNEL_RUNS'] ?? 150);
const MOST_STEPS = 400;
let accepted = 0;

/** The callee's definition belongs to both versions. */
async function versions(before: string, after: string) {
  const [old, next] = await Promise.all([
    compileXml(before, (key) => (key === 'p' ? 'p:1' : key)),
    compileXml(after, (key) => (key === 'p' ? 'p:2' : `${key}:2`)),
  ]);
  return [...old, ...next];
}

function migrates(driver: CaseDriver): boolean {
  const before = JSON.stringify([driver.state, driver.variables]);
  try {
    driver.send({ type: 'migrateCase', definition: 'p:2', map: {} });
    return true;
  } catch (error) {
    if (
      error instanceof Rejection &&
      error.code === 'migrationRefused' &&
      error.problems.length &&
      JSON.stringify([driver.state, driver.variables]) === before
    )
      return false;
    throw error;
  }
}

test.serial('over random version pairs and states, every accepted migration still reaches an end', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      randomBlock,
      randomBlock,
      fc.nat(12),
      fc.array(fc.nat(1000), { minLength: 20, maxLength: 40 }),
      async (one, tail, steps, picks) => {
        const [before, after] = [drawProcess(one), drawProcess(laterVersion(one, picks, tail))];
        const driver = driveCase(await versions(before, after));
        driver.start({ c0: true, c1: (picks[1] ?? 0) % 2 === 0 });
        for (let i = 0; i < steps && !driver.ended; i++) act(driver, picks[i] ?? 0);
        if (driver.ended || !migrates(driver)) return;
        accepted++;
        const seen = `${before}\n${after}`;
        for (let i = 0; i < MOST_STEPS && !driver.ended; i++) {
          fc.pre(i < MOST_STEPS - 1);
          t.deepEqual(rowsAsText(driver.rows), expectedRows(driver.run()), seen);
          t.true(act(driver, picks[i % picks.length] ?? 0), `stuck: ${seen}\n${JSON.stringify(driver.state)}`);
        }
        t.truthy(driver.ended, seen);
      },
    ),
    { numRuns: RUNS * 2 },
  );
  t.log(`${accepted} accepted`);
  t.true(accepted > RUNS / 10, `only ${accepted} migrations were accepted: nothing was tested`);
});

test.serial('a migration to the same diagram is always accepted and changes no row', async (t) => {
  await fc.assert(
    fc.asyncProperty(randomBlock, fc.nat(15), fc.array(fc.nat(1000), { minLength: 20, maxLength: 40 }), async (block, steps, picks) => {
      const xml = drawProcess(block);
      const driver = driveCase(await versions(xml, xml));
      driver.start({ c0: true, c1: (picks[1] ?? 0) % 2 === 0 });
      for (let i = 0; i < steps && !driver.ended; i++) act(driver, picks[i] ?? 0);
      if (driver.ended) return;
      const rows = JSON.stringify(rowsAsText(driver.rows));
      const state = structuredClone(driver.state);
      driver.send({ type: 'migrateCase', definition: 'p:2', map: {} });
      t.is(JSON.stringify(rowsAsText(driver.rows)), rows, xml);
      t.deepEqual({ ...driver.state, d: [] }, { ...state, d: [] }, xml);
    }),
    { numRuns: RUNS },
  );
});
