import test from 'ava';
import { checkBpmn } from '../../commands/definitions/check-bpmn.ts';
import { definitions, message, process, start, task } from '../engine/elements.ts';

const idle = (key: string): string =>
  process(key, start(`${key}Hear`, message()) + task(`${key}Task`), [`${key}Hear -> ${key}Task`]).replace('"true"', '"false"');

async function checked(...processes: readonly string[]) {
  const { definitions: found, problems } = await checkBpmn({ name: 'f.bpmn', content: definitions(...processes) }, '2026-03-02T01:00:00Z');
  const refused = problems.filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path}`);
  return { found: found.map((each) => `${each.key} ${each.kind === 'bpmn' ? each.starts?.length : ''}`), refused };
}

test('a process that is not executable makes no definition beside one that is', async (t) => {
  const runs = process('runs', start('go') + task('u'), ['go -> u']);
  t.deepEqual(await checked(runs, idle('idle')), { found: ['runs 0'], refused: [] });
});

test('a process that is not executable can be called by another of the file, but nothing starts it', async (t) => {
  const runs = process('runs', start('go') + '<callActivity id="c" calledElement="idle"/>', ['go -> c']);
  t.deepEqual(await checked(runs, idle('idle')), { found: ['runs 0', 'idle 0'], refused: [] });
});

test('a file in which no process is executable is refused, by process', async (t) => {
  t.deepEqual(await checked(idle('a'), idle('b')), { found: [], refused: ['notExecutable a', 'notExecutable b'] });
});
