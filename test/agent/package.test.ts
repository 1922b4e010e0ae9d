/** The agent as it is handed to signers: a folder that needs nothing of the product around it. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import agentPackage from '../../agent/package.json' with { type: 'json' };
import messages from '../../agent/messages.json' with { type: 'json' };
import rootPackage from '../../package.json' with { type: 'json' };
import { newFolder } from './signing-desk.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const NODE = ['--disable-warning=ExperimentalWarning'];

test('packed into a folder of its own it starts, without the product and without its packages', (t) => {
  const folder = path.join(newFolder(), 'agent-package');
  execFileSync(process.execPath, [...NODE, path.join(ROOT, 'scripts/pack-agent.ts'), folder]);
  t.deepEqual(fs.readdirSync(folder).toSorted(), [
    'LICENSE',
    'NOTICE',
    'README.md',
    'agent',
    'errors.ts',
    'package.json',
    'pkcs11',
    'signing',
  ]);
  const ran = spawnSync(process.execPath, [...NODE, path.join(folder, 'agent/main.ts'), 'status', '--folder', newFolder()], { input: '' });
  t.is(ran.status, 1, ran.stderr.toString());
  t.regex(ran.stdout.toString(), /Máy này chưa ghép nối/);
});

test('a folder that holds something is left as it is', (t) => {
  const folder = newFolder();
  fs.writeFileSync(path.join(folder, 'mine'), '');
  const ran = spawnSync(process.execPath, [...NODE, path.join(ROOT, 'scripts/pack-agent.ts'), folder]);
  t.is(ran.status, 2);
  t.deepEqual(fs.readdirSync(folder), ['mine']);
});

test('it depends on what the product is tested with, in the same version', (t) => {
  for (const [name, version] of Object.entries(agentPackage.dependencies))
    t.is((rootPackage.dependencies as Record<string, string>)[name], version, name);
});

test('every text is there in Vietnamese and in English, with the same values', (t) => {
  const values = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted();
  for (const [key, { vi, en }] of Object.entries(messages)) {
    t.true(vi.trim() !== '' && en.trim() !== '', key);
    t.deepEqual(values(vi), values(en), key);
  }
});
