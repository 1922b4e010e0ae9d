import test, { type ExecutionContext } from 'ava';
import { Rejection } from '../../errors.ts';
import { readScenario } from '../../scenarios/read-scenario.ts';

const GOOD = {
  name: { vi: 'Thử', en: 'Try' },
  covers: [],
  procedure: 'p',
  at: '2026-11-23T09:00+07:00',
  people: { an: { roles: ['clerk'], unit: 'court' } },
  starter: 'an',
  steps: [{ open: ['a'], note: 'Mở' }],
};

function faults(t: ExecutionContext, change: object): readonly (string | undefined)[] {
  const error = t.throws(() => readScenario({ ...GOOD, ...change }, 'x.json'), { instanceOf: Rejection });
  t.is(error.code, 'scenarioInvalid');
  return error.problems.map(({ path }) => path);
}

test('a scenario is read with its notes', (t) => {
  t.is(readScenario(GOOD, 'x.json').steps[0]?.note, 'Mở');
});

test('no field is unknown, and a step is exactly one thing', (t) => {
  t.true(faults(t, { steps: [{ open: ['a'], closed: [] }] }).includes('/steps/0/closed'));
  t.deepEqual(faults(t, { steps: [{ opened: ['a'] }] }), ['/steps/0']);
  t.true(faults(t, { steps: [{ complete: 'a' }] }).includes('/steps/0'));
  t.true(faults(t, { more: 1 }).length > 0);
  t.true(faults(t, { steps: [{ complete: 'a', by: 'an', open: [] }] }).includes('/steps/0'));
});

test('whoever acts is among the people', (t) => {
  t.deepEqual(faults(t, { steps: [{ complete: 'a', by: 'binh' }] }), ['/steps/0/by']);
  t.deepEqual(faults(t, { steps: [{ refused: { complete: 'a', by: 'binh' }, code: 'x' }] }), ['/steps/0/by']);
  t.deepEqual(faults(t, { starter: 'binh' }), ['/starter']);
  t.deepEqual(faults(t, { starter: undefined }), ['/starter']);
});

test('a refusal names its code, and only acts are refused', (t) => {
  t.deepEqual(faults(t, { steps: [{ refused: { complete: 'a', by: 'an' } }] }), ['/steps/0/code']);
  t.deepEqual(faults(t, { steps: [{ refused: { open: [] }, code: 'x' }] }), ['/steps/0/refused']);
});

test('instants have an offset, and time does not go back', (t) => {
  t.deepEqual(faults(t, { at: '2026-11-23T09:00' }), ['/at']);
  t.deepEqual(faults(t, { steps: [{ at: '2026-11-22T09:00+07:00' }] }), ['/steps/0/at']);
});

test('without a procedure there are only probes', (t) => {
  t.deepEqual(faults(t, { procedure: undefined, starter: undefined }), ['/steps/0']);
});
