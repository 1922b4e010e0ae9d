/** How far we are behind those whose work we use, and that this is looked at. */
import fs from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { directComponents } from '../../scripts/components/direct-components.ts';
import reasons from '../../scripts/components/reasons.json' with { type: 'json' };
import { overdue, standingOf, type Standing } from '../../scripts/components/standing.ts';
import { MOST_DAYS_BEHIND, TIME_FRAMES } from '../../scripts/components/time-frames.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const { asked, components } = JSON.parse(fs.readFileSync(path.join(ROOT, 'docs/components.json'), 'utf8')) as {
  readonly asked: string;
  readonly components: Readonly<Record<string, Standing>>;
};

const TIME = {
  created: '2020-01-01T00:00:00.000Z',
  modified: '2026-11-01T00:00:00.000Z',
  '1.2.3': '2025-01-05T10:00:00.000Z',
  '1.10.0': '2025-03-01T10:00:00.000Z',
  '1.9.0': '2025-02-01T10:00:00.000Z',
  '2.0.0-beta.1': '2025-01-20T10:00:00.000Z',
};

test('behind since the first stable release after ours, whatever came before it as a trial', (t) => {
  t.deepEqual(standingOf('1.2.3', { time: TIME }), { used: '1.2.3', newest: '1.10.0', behindSince: '2025-02-01', deprecated: null });
  t.deepEqual(standingOf('1.10.0', { time: TIME }), { used: '1.10.0', newest: '1.10.0', behindSince: null, deprecated: null });
  t.is(standingOf('2.0.0-beta.1', { time: { ...TIME, '2.0.0': '2025-06-01T10:00:00.000Z' } }).behindSince, '2025-06-01');
  t.throws(() => standingOf('1.2.4', { time: TIME }), { message: /found 1\.2\.4/ });
});

test('a component is overdue after its time frame, or once its makers warn of it', (t) => {
  const standing = { used: '1', newest: '2', behindSince: '2025-02-01', deprecated: null };
  t.is(overdue(standing, '2026-02-01', 365), undefined);
  t.is(overdue(standing, '2026-02-02', 365), 'it is 366 days behind 2');
  t.is(overdue({ ...standing, behindSince: null }, '2030-01-01', 365), undefined);
  t.regex(overdue({ ...standing, behindSince: null, deprecated: 'use another' }, '2025-02-01', 365) ?? '', /use another/);
});

test('each direct component was looked at in the version that we use, and none is overdue without a reason', (t) => {
  const used = Object.fromEntries(Object.entries(components).map(([name, standing]) => [name, standing.used]));
  t.deepEqual(used, directComponents(ROOT), 'run npm run components after a change of a version');
  const late = Object.entries(components).filter(([, standing]) => overdue(standing, asked, MOST_DAYS_BEHIND) !== undefined);
  t.deepEqual(late.map(([name]) => name).toSorted(), Object.keys(reasons).toSorted());
});

test('the time frames are those that are promised', (t) => {
  const text = fs.readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8').split('## Components')[1]?.split('\n## ')[0] ?? '';
  for (const { what, days } of TIME_FRAMES) t.true(text.replaceAll(/\s+/g, ' ').includes(`${what} ${days} days`), what);
});
