import test from 'ava';
import type { NullReason } from '../../expressions/contract.ts';
import { feel } from '../../expressions/feel.ts';
import { fuelOf, NOW } from './evaluate.ts';

function reasons(source: string): NullReason[] {
  const found: NullReason[] = [];
  const variable = (name: string) => (name === 'deadline' ? { $type: 'dateTime', value: '2026-11-21T10:00:00' } : undefined);
  feel.compile(source).evaluate({ variable, now: NOW, fuel: fuelOf(1_000), onNull: (reason) => found.push(reason) });
  return found;
}

test('a local and a zoned time cannot be compared, and the caller is told where', (t) => {
  t.deepEqual(reasons('true and deadline < now()'), [{ code: 'notComparable', offset: 9, text: 'deadline < now()' }]);
});

test('the first cause is told, not its consequences', (t) => {
  t.deepEqual(reasons('missing + 1 > 2'), [{ code: 'noVariable', offset: 0, text: 'missing' }]);
  t.deepEqual(
    reasons('1 + "a" > 2').map(({ code }) => code),
    ['notComputable'],
  );
  t.deepEqual(
    reasons('date("2026-02-30") + @"P1D"').map(({ code }) => code),
    ['callGaveNull'],
  );
  t.deepEqual(
    reasons('{a: deadline, b: a(1)}.b').map(({ code }) => code),
    ['notCallable'],
  );
});

test('a sound evaluation, and a null that was written, tell nothing', (t) => {
  t.deepEqual(reasons('deadline.year > 5 and null = null and not(1 in (2, 3))'), []);
});
