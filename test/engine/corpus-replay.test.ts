/** The public corpus, where it lies beside this checkout: each case's command log folds to the same state, byte for byte. */
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import test from 'ava';
import type { KernelCommand } from '../../engine/command.ts';
import type { StepContext } from '../../engine/ports.ts';
import type { CaseState, CaseVariables } from '../../engine/state.ts';
import { createAdapter } from '../conformance/adapter.ts';
import type { LoggedStep } from './case-driver.ts';
import { fold } from './replay.ts';

type TestCase = Parameters<typeof createAdapter>[0];
interface CorpusCase extends TestCase {
  readonly id: string;
  readonly file: string;
  readonly startFails?: boolean;
  readonly steps: readonly { readonly op: string }[];
}
/** What the adapter keeps, opened for this test. */
interface Opened {
  send(command: KernelCommand): void;
  readonly context: StepContext;
  readonly state: CaseState;
  readonly stored: CaseVariables;
}
type Evaluate = Parameters<typeof createAdapter>[1]['evaluate'];

const FOLDER = path.join(import.meta.dirname, '../../../shared/conformance');
const present = existsSync(path.join(FOLDER, 'cases.json'));

(present ? test : test.skip)('every case of the corpus replays from its command log, with a JSON hop after every step', async (t) => {
  const { evaluate } = (await import(pathToFileURL(path.join(FOLDER, 'expressions.mjs')).href)) as { evaluate: Evaluate };
  const { cases } = JSON.parse(readFileSync(path.join(FOLDER, 'cases.json'), 'utf8')) as { cases: CorpusCase[] };
  let steps = 0;
  for (const testCase of cases.filter(({ startFails }) => !startFails)) {
    const xml = readFileSync(path.join(FOLDER, 'diagrams', testCase.file), 'utf8');
    const adapter = await createAdapter(testCase, { xml, evaluate, durable: true });
    const opened = adapter as unknown as Opened;
    const log = recordSends(opened);
    adapter.start();
    for (const step of testCase.steps) if (step.op !== 'expect') adapter.perform(step);
    t.is(
      fold(log, () => opened.context),
      JSON.stringify([opened.state, opened.stored]),
      testCase.id,
    );
    steps += log.length;
  }
  t.true(steps > cases.length, `only ${steps} steps were replayed`);
});

/** Only commands that were accepted belong to the log; one that a command sets off (a job) follows it. */
function recordSends(opened: Opened): LoggedStep[] {
  const log: LoggedStep[] = [];
  const send = opened.send.bind(opened);
  opened.send = (command) => {
    const entry = { command, now: opened.context.now, actor: opened.context.actor };
    log.push(entry);
    try {
      send(command);
    } catch (error) {
      log.splice(log.indexOf(entry), 1);
      throw error;
    }
  };
  return log;
}
