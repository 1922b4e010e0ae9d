import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { CRASH_POINTS, crashHookFor, crashPoint, installCrashHook } from '../../commands/crash-point.ts';

const ROOT = path.join(import.meta.dirname, '../..');

test('a crash point does nothing until a hook is there; then the hook hears its name', (t) => {
  t.notThrows(() => crashPoint('stepSaved'));
  const heard: string[] = [];
  installCrashHook((point) => void heard.push(point));
  crashPoint('stepSaved');
  t.deepEqual(heard, ['stepSaved']);
  t.throws(() => installCrashHook(() => {}), { message: /at most one/ });
});

test('a setting names a point and which of its passings kills', (t) => {
  let killed = 0;
  const hook = crashHookFor('stepSaved:2', () => void killed++);
  for (const point of ['beforeSave', 'stepSaved', 'stepSaved', 'stepSaved'] as const) hook?.(point);
  t.is(killed, 1);
  for (const wrong of ['', 'nowhere', 'stepSaved:0', 'stepSaved:x'])
    t.is(
      crashHookFor(wrong, () => {}),
      undefined,
      wrong,
    );
});

test('every named crash point is in the code', (t) => {
  const sources = ['commands', 'worker'].flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('crash-point.ts'))
      .map((file) => readFileSync(path.join(ROOT, room, file), 'utf8')),
  );
  for (const point of CRASH_POINTS)
    t.true(
      sources.some((source) => source.includes(`crashPoint('${point}')`)),
      point,
    );
});
