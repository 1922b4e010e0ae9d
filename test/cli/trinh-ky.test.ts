import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'ava';
import { createDatabase, dropDatabase } from '../database.ts';

const PROGRAM = path.join(import.meta.dirname, '../../bin/trinh-ky.cjs');

function run(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [PROGRAM, ...words], { env: { ...process.env, ...environment }, encoding: 'utf8' });
}

test('the program runs on the pinned Node from any folder and explains itself', (t) => {
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM, '--help'], { cwd: '/', encoding: 'utf8' });
  t.is(status, 0);
  t.regex(stdout, /Commands:\n {2}/);
});

test('a reader that is slow reads all of it', (t) => {
  const folder = path.join(import.meta.dirname, '../../processes/account-approval');
  const asked = `"${process.execPath}" "${PROGRAM}" simulate "${folder}" --json | (sleep 1; cat)`;
  const { stdout } = spawnSync('sh', ['-c', asked], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  t.true(stdout.length > 200_000, 'more than a pipe holds');
  t.notThrows(() => JSON.parse(stdout) as unknown);
});

test('wrong settings are refused before anything starts, and do not hide the help', (t) => {
  const wrong = { PORT: 'x' };
  t.is(run(['migrate', '--help'], wrong).status, 0);
  const { status, stderr } = run(['migrate'], wrong);
  t.is(status, 1);
  t.regex(stderr, /PORT is "x"/);
});

test('migrate --status passes on a migrated database, and migrate finds nothing to do', async (t) => {
  const url = await createDatabase();
  t.teardown(async () => await dropDatabase(url));
  t.is(run(['migrate', '--status'], { DATABASE_URL: url }).status, 0);
  const { status, stdout } = run(['migrate'], { DATABASE_URL: url });
  t.is(status, 0);
  t.regex(stdout, /up to date/);
});
