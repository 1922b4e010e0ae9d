import test from 'ava';
import fc from 'fast-check';
import { caseCanEnd } from '../../engine/soundness/can-end.ts';
import { type CaseDriver, compileXml, driveCase } from './case-driver.ts';
import { drawProcess, randomBlock } from './random-process.ts';
import { replay } from './replay.ts';
import { act, doubledTokens, joinsAheadOfForks } from './walk.ts';
import { repair, resolveAll } from './walk-repairs.ts';

const RUNS = Number(process.env['KERNEL_RUNS'] ?? 150);
const MOST_STEPS = 400;
/** after so many steps people stop interfering, so that every case comes to its end */
const REPAIRS_UNTIL = 30;

const severalBlocks = fc.array(randomBlock, { minLength: 2, maxLength: 4 }).map((parts) => ({ kind: 'sequence' as const, parts }));

/** A return into a branch passes an exclusive or inclusive merge once more, but never a parallel join. */
const parallelJoinsAhead = (driver: CaseDriver, xml: string): string[] =>
  joinsAheadOfForks(driver).filter((id) => xml.includes(`<parallelGateway id="${id}"`));

/** Rows are compared with the state after each step by the driver itself. */
test('returns, recalls, companions, errors and moves neither lose nor double a token: every case still ends, and its log replays', async (t) => {
  t.timeout(600_000);
  const accepted: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(severalBlocks, fc.array(fc.nat(100_000), { minLength: 40, maxLength: 60 }), async (block, picks) => {
      const xml = drawProcess(block);
      const driver = driveCase(await compileXml(xml));
      driver.start({ c0: (picks[0] ?? 0) % 2 === 0, c1: (picks[1] ?? 0) % 2 === 0, c4: (picks[2] ?? 0) % 2 === 0 });
      const seen = (): string => `${xml}\n${JSON.stringify(driver.log.map(({ command }) => command))}\n${JSON.stringify(driver.state)}`;
      for (let i = 0; i < MOST_STEPS && !driver.ended; i++) {
        fc.pre(i < MOST_STEPS - 1);
        const pick = picks[i % picks.length] ?? 0;
        t.deepEqual(doubledTokens(driver), [], seen());
        t.true(caseCanEnd(driver.run()), seen());
        const repaired = i < REPAIRS_UNTIL && pick % 3 ? repair(driver, pick) : undefined;
        if (repaired !== undefined) accepted[repaired] = (accepted[repaired] ?? 0) + 1;
        if (i % 5 === 4) resolveAll(driver);
        if (!driver.ended) t.true(act(driver, pick) || driver.rows.incidents.size > 0, `stuck: ${seen()}`);
      }
      t.is(driver.ended, 'completed', seen());
      t.deepEqual(parallelJoinsAhead(driver, xml), [], seen());
      t.is(replay(driver.log, await compileXml(xml)), JSON.stringify([driver.state, driver.variables]));
    }),
    { numRuns: RUNS },
  );
  t.log(JSON.stringify(accepted));
  for (const kind of ['returnToStep', 'recallStep', 'addCompanion', 'throwBpmnError', 'moveToken'])
    t.true((accepted[kind] ?? 0) > RUNS / 20, `${kind} was accepted ${accepted[kind] ?? 0} times: hardly tested`);
});
