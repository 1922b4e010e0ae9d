import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import test from 'ava';

const ROOT = path.join(import.meta.dirname, '../..');
const RUN = path.join(ROOT, 'bin/run.cjs');

test('a script runs on the Node that package.json pins', (t) => {
  const { optionalDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  const versions = new Set(
    Object.keys(optionalDependencies)
      .filter((name) => name.startsWith('node-'))
      .map((name) => optionalDependencies[name]),
  );
  const { stdout } = spawnSync(process.execPath, [RUN, '-p', 'process.versions.node'], { encoding: 'utf8' });
  t.deepEqual([...versions], [stdout.trim()]);
});

test('arguments and the exit code pass through', (t) => {
  const { status, stdout } = spawnSync(process.execPath, [RUN, '-e', 'console.log(process.argv[1]); process.exit(7)', 'a b'], {
    encoding: 'utf8',
  });
  t.is(stdout, 'a b\n');
  t.is(status, 7);
});

test('a script that a signal ends has the exit code of that signal', (t) => {
  t.is(spawnSync(process.execPath, [RUN, '-e', "process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000)"]).status, 128 + 9);
});

test('a signal reaches the script, which may end in its own way', async (t) => {
  const script = "process.on('SIGTERM', () => process.exit(3)); console.log('ready'); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, [RUN, '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).once('line', () => child.kill('SIGTERM'));
  t.is(await new Promise((resolve) => child.once('exit', resolve)), 3);
});

// npm signals only the shell that it starts; unless that shell becomes the server, a stopped `npm start` leaves the server running
test('a signal to npm start reaches the server', (t) => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  t.regex(scripts['start'] ?? '', /^exec node /);
});

test('without a script it explains itself', (t) => {
  const { status, stderr } = spawnSync(process.execPath, [RUN], { encoding: 'utf8' });
  t.is(status, 1);
  t.regex(stderr, /Usage/);
});
