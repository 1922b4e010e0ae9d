/** States and logs that earlier kernels wrote: this one loads them, goes on from them, and folds the log to the same bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { saveState, saveVariables } from '../../engine/load-state.ts';
import { openRun } from '../../engine/load-state.ts';
import { STATE_VERSION } from '../../engine/state.ts';
import { step } from '../../engine/step.ts';
import { compileXml, contextOf } from '../engine/case-driver.ts';
import { replay } from '../engine/replay.ts';
import { outsideOf } from './record-case.ts';
import type { RecordedCase } from './recorded-case.ts';
import { SCENARIOS } from './scenarios.ts';

const recordings = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as RecordedCase);

test('every scenario is recorded', (t) => {
  t.deepEqual(recordings.map(({ name }) => name).sort(), Object.keys(SCENARIOS).sort());
});

for (const { name, bpmn, log, states, stateVersion, ...answers } of recordings) {
  const options = outsideOf(answers);

  test(`${name}: every recorded state loads and is saved unchanged`, async (t) => {
    const models = await compileXml(bpmn);
    for (const [index, { state, variables }] of states.entries()) {
      const entry = log[index];
      if (!entry) throw new Error('a state without its command');
      const run = openRun(contextOf(models, entry.now, entry.actor, options), state, variables);
      const expected = stateVersion === STATE_VERSION ? state : saveState(run);
      t.is(JSON.stringify(saveState(run)), JSON.stringify(expected));
      t.is(JSON.stringify(saveVariables(run, variables)), JSON.stringify(variables));
    }
  });

  test(`${name}: from every recorded state the next command runs and gives the recorded result`, async (t) => {
    const models = await compileXml(bpmn);
    for (const [index, entry] of log.entries()) {
      const before = states[index - 1];
      const result = step(contextOf(models, entry.now, entry.actor, options), before?.state, before?.variables, entry.command);
      if (result.type !== 'accepted') throw new Error(`command ${index} is ${result.type}`);
      t.is(JSON.stringify([result.state, result.variables]), JSON.stringify([states[index]?.state, states[index]?.variables]), `${index}`);
    }
  });

  test(`${name}: the log folds to the last recorded state, byte for byte`, async (t) => {
    const last = states.at(-1);
    t.is(replay(log, await compileXml(bpmn), options), JSON.stringify([last?.state, last?.variables]));
  });
}
