import test from 'ava';
import fc from 'fast-check';
import { step } from '../../engine/step.ts';
import { caseCanEnd } from '../../engine/soundness/can-end.ts';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import { type CaseDriver, compileXml, contextOf, driveCase, expectedRows, rowsAsText } from './case-driver.ts';
import { drawProcess, randomBlock } from './random-process.ts';
import { act, doubledTokens, joinsAheadOfForks } from './walk.ts';

const RUNS = Number(process.env['KERNEL_RUNS'] ?? 150);
const MOST_STEPS = 400;

function replay(driver: CaseDriver, models: Awaited<ReturnType<typeof compileXml>>): string {
  let state: CaseState | undefined;
  let variables: CaseVariables = {};
  for (const { command, now, actor } of driver.log) {
    const result = step(contextOf(models, now, actor), state, variables, command);
    if (result.type !== 'accepted') throw new Error('a logged command was not accepted');
    ({ state, variables } = result);
  }
  return JSON.stringify([state, variables]);
}

test('on random diagrams no token is lost, no row is orphaned, and the log folds to the same state', async (t) => {
  await fc.assert(
    fc.asyncProperty(randomBlock, fc.array(fc.nat(1000), { minLength: 20, maxLength: 40 }), async (block, picks) => {
      const xml = drawProcess(block);
      const models = await compileXml(xml);
      const driver = driveCase(models);
      driver.start({ c0: (picks[0] ?? 0) % 2 === 0, c1: (picks[1] ?? 0) % 2 === 0, c4: (picks[2] ?? 0) % 2 === 0 });
      for (let i = 0; i < MOST_STEPS && !driver.ended; i++) {
        fc.pre(i < MOST_STEPS - 1);
        t.deepEqual(rowsAsText(driver.rows), expectedRows(driver.run()), xml);
        t.deepEqual(doubledTokens(driver), [], `${xml}\n${JSON.stringify(driver.state)}`);
        t.deepEqual(joinsAheadOfForks(driver), [], `${xml}\n${JSON.stringify(driver.done)}`);
        t.deepEqual(driver.rows.incidents.size, 0, `${xml}\n${JSON.stringify(driver.last.effects)}`);
        t.true(caseCanEnd(driver.run()), `can end: ${xml}\n${JSON.stringify(driver.state)}`);
        t.true(act(driver, picks[i % picks.length] ?? 0), `stuck: ${xml}\n${JSON.stringify(driver.state)}`);
      }
      t.is(driver.ended, 'completed');
      t.deepEqual(driver.state?.i, []);
      t.deepEqual(rowsAsText(driver.rows), expectedRows(driver.run()));
      t.is(replay(driver, await compileXml(xml)), JSON.stringify([driver.state, driver.variables]));
    }),
    { numRuns: RUNS },
  );
});
