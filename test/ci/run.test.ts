import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';

const SCRIPT = path.join(import.meta.dirname, '../../.ci/run');

/** Runs a copy of the script in an empty tree, with an `npm` and a `node` that only answer. */
function run(t: ExecutionContext, answers: { readonly npm: string; readonly node?: string }, corpora: readonly string[] = []) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'trinh-ky-ci-'));
  t.teardown(() => fs.rmSync(root, { recursive: true }));
  const program = (name: string, body: string): void =>
    fs.writeFileSync(path.join(root, 'bin', name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  for (const folder of ['bin', 'project/.ci', ...corpora.map((corpus) => `shared/${corpus}`)])
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  for (const corpus of corpora) fs.writeFileSync(path.join(root, 'shared', corpus, 'run.mjs'), '');
  fs.copyFileSync(SCRIPT, path.join(root, 'project/.ci/run'));
  program('npm', answers.npm);
  // nothing is fetched, whatever this machine lacks
  program('apt-get', 'exit 0');
  program('node', answers.node ?? 'exit 99');
  const env = { PATH: `${root}/bin:/usr/bin:/bin` };
  const { status, stdout } = spawnSync('bash', [path.join(root, 'project/.ci/run')], { env, encoding: 'utf8' });
  return { status, last: stdout.trim().split('\n').at(-1) };
}

const GREEN = `case "$*" in test) printf '  ✔ one\\n  ✔ two (3s)\\n  ─\\n\\n  2 tests passed\\n';; esac`;

test('tests, types, lint and format are summed up', (t) => {
  t.deepEqual(run(t, { npm: GREEN }), { status: 0, last: '5 passed, 0 failed' });
});

test('failed tests and test files that end early are counted', (t) => {
  const npm = `case "$*" in test) printf '  ✔ one\\n  ✘ [fail]: two\\n  ✘ test/a.test.ts exited with a non-zero exit code: 1\\n'; exit 1;; esac`;
  t.deepEqual(run(t, { npm }), { status: 1, last: '4 passed, 2 failed' });
});

test('a test run that fails without naming a test is a failure', (t) => {
  t.deepEqual(run(t, { npm: `case "$*" in test) printf '  ✔ one\\n'; exit 1;; esac` }), { status: 1, last: '4 passed, 1 failed' });
});

test('a run that tests nothing is a failure', (t) => {
  t.deepEqual(run(t, { npm: 'exit 0' }), { status: 1, last: '3 passed, 1 failed' });
});

test('lint, format and types count one each', (t) => {
  const npm = `${GREEN}\ncase "$*" in *lint*|*format*) exit 1;; esac`;
  t.deepEqual(run(t, { npm }), { status: 1, last: '3 passed, 2 failed' });
});

test('an install that fails ends the run', (t) => {
  t.deepEqual(run(t, { npm: 'exit 1' }), { status: 1, last: '0 passed, 1 failed' });
});

test('the corpora are run where they are present', (t) => {
  const node = `case "$*" in *durable*) echo '115 passed, 1 failed'; exit 1;; *dmn*) echo '116 passed, 0 failed';; *) echo '116 passed, 0 failed';; esac`;
  t.deepEqual(run(t, { npm: GREEN, node }, ['conformance', 'dmn-tck']), { status: 1, last: '352 passed, 1 failed' });
});

test('a corpus that does not answer is a failure', (t) => {
  t.deepEqual(run(t, { npm: GREEN, node: 'exit 0' }, ['dmn-tck']), { status: 1, last: '5 passed, 1 failed' });
});
