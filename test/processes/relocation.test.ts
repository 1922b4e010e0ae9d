/** Terms of relocation that no text sets: nothing is blocked without them, and one that the office sets counts from the next task on. */
import path from 'node:path';
import test from 'ava';
import { contentOf } from '../../composition/modules/module-content.ts';
import { readModule } from '../../composition/modules/read-module.ts';
import { readEntry } from '../../law/read-entry.ts';
import { compileModule } from '../../scenarios/compile-module.ts';
import { readScenario } from '../../scenarios/read-scenario.ts';
import { runScenario } from '../../scenarios/run-scenario.ts';

const content = contentOf(readModule(path.join(import.meta.dirname, '../../processes/relocation')));
const KEYS = ['propose', 'decide', 'tell-pending', 'carry-over'].map((key) => `relocation.${key}`);
const TASKS = ['propose', 'decide', 'tellPending', 'carryOver'];

const pending = readModule(path.join(import.meta.dirname, '../../processes/relocation')).scenarios.find(
  ({ file }) => file === 'scenarios/pending-release.json',
);

/** The same steps; of the open tasks only the due dates that are asked for. */
function dueOf(due: string | null): unknown {
  const json = structuredClone(pending?.json) as { steps: { open?: { task: string; due: string | null }[] }[] };
  const steps = json.steps.flatMap((step): readonly object[] => {
    if (!step.open) return [step];
    const open = step.open.map(({ task }) => ({ task, ...(TASKS.includes(task) && { due }) }));
    return [{ open }];
  });
  return { ...json, steps };
}

test('without terms no task has a due date, and the case goes to its end', async (t) => {
  const run = runScenario(await compileModule(content), readScenario(dueOf(null), 'pending'));
  t.is(run.failure, undefined);
});

test('a term that the office sets gives its due date', async (t) => {
  const parameters = content.parameters.map((entry) => {
    if (!KEYS.includes(entry.key)) return entry;
    const { key, version, citation, title, validFrom } = entry;
    return readEntry({
      kind: 'term',
      key,
      version,
      citation,
      title,
      validFrom,
      confidence: 'A',
      value: 3,
      unit: 'workingDay',
      precision: 'endOfDay',
      rollForward: true,
      direction: 'forward',
    });
  });
  const module = await compileModule({ ...content, parameters });
  const run = runScenario(module, readScenario(dueOf('2026-09-07'), 'pending'));
  t.is(run.failure, undefined, JSON.stringify(run.failure?.text.en));
});
