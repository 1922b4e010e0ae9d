import test from 'ava';
import fc from 'fast-check';
import { step } from '../../engine/step.ts';
import { caseCanEnd } from '../../engine/soundness/can-end.ts';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import { type CaseDriver, compileXml, contextOf, driveCase, expectedRows, rowsAsText } from './case-driver.ts';
import { drawProcess, randomBlock } from './random-process.ts';

const RUNS = Number(process.env['KERNEL_RUNS'] ?? 150);
const MOST_STEPS = 400;

/** One thing that can happen next, chosen by `pick`; answers false when nothing can. */
function act(driver: CaseDriver, pick: number): boolean {
  const { rows } = driver;
  const options: (() => void)[] = [];
  for (const instance of rows.tasks.keys())
    options.push(() => driver.send({ type: 'completeUserTask', instance, variables: { [`c${pick % 5}`]: pick % 3 === 0 } }));
  for (const instance of rows.jobs.keys()) options.push(() => driver.send({ type: 'completeJob', instance, variables: {} }));
  for (const [key, due] of rows.timers) {
    const [instance, node = ''] = key.split(' ');
    options.push(() => driver.send({ type: 'fireTimer', instance: Number(instance), node, due }));
  }
  for (const key of rows.subscriptions) {
    const [instance, node = '', kind, name = ''] = key.split(' ');
    if (kind === 'message')
      options.push(() => driver.send({ type: 'deliverMessage', instance: Number(instance), node, name, variables: {} }));
    else options.push(() => driver.signal(name));
  }
  if (options.length === 0) return false;
  options[pick % options.length]?.();
  return true;
}

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
