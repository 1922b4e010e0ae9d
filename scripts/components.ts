/**
 * Asks the registry how far each direct dependency is behind, and writes it to docs/components.json. Monthly, and after each change of
 * a version (docs/security.md, Components). Exit code 1 when one is behind for too long and no reason is written down.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { each } from '../worker/each.ts';
import { directComponents } from './components/direct-components.ts';
import reasons from './components/reasons.json' with { type: 'json' };
import { overdue, standingOf, type Releases, type Standing } from './components/standing.ts';
import { MOST_DAYS_BEHIND } from './components/time-frames.ts';

const ROOT = path.join(import.meta.dirname, '..');
const FILE = path.join(ROOT, 'docs/components.json');
const AT_ONCE = 4;

async function ask(name: string, version: string): Promise<Standing> {
  const { stdout } = await promisify(execFile)('npm', ['view', `${name}@${version}`, 'time', 'deprecated', '--json'], {
    maxBuffer: 2 ** 26,
  });
  const answer = JSON.parse(stdout) as Releases | Releases['time'];
  // one field that is there is answered without its name
  return standingOf(version, typeof answer.time === 'object' ? (answer as Releases) : { time: answer as Releases['time'] });
}

const found: (readonly [name: string, standing: Standing])[] = [];
await each(Object.entries(directComponents(ROOT)), AT_ONCE, async ([name, version]) => void found.push([name, await ask(name, version)]));
const components = Object.fromEntries(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
const asked = new Date().toISOString().slice(0, 10);
fs.writeFileSync(FILE, `${JSON.stringify({ asked, components }, undefined, 2)}\n`);
const excused: Readonly<Record<string, string>> = reasons;
for (const [name, standing] of Object.entries(components)) {
  const why = overdue(standing, asked, MOST_DAYS_BEHIND);
  if (why === undefined) continue;
  console.log(`${name} ${standing.used}: ${why}${excused[name] === undefined ? '' : ` (${excused[name]})`}`);
  if (excused[name] === undefined) process.exitCode = 1;
}
console.log(
  `${Object.keys(components).length} components, ${Object.values(components).filter((one) => one.behindSince !== null).length} behind`,
);
