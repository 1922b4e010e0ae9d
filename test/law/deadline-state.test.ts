import test from 'ava';
import fc from 'fast-check';
import { deadlineState, nearFrom } from '../../law/deadline-state.ts';
import { explainClock } from '../../law/explain-clock.ts';

const clock = { start: '2026-11-23T00:00:00.000Z', due: '2026-11-23T10:00:00.000Z' };
const at = (time: string): string => `2026-11-23T${time}.000Z`;

test('on time until the share has passed, then near, and overdue from the due instant', (t) => {
  const states = ['07:59:59', '08:00:00', '09:59:59', '10:00:00'].map((time) => deadlineState(clock, at(time), 0.8));
  t.deepEqual(states, ['onTime', 'near', 'near', 'overdue']);
});

test('near begins with the first reminder where there is one', (t) => {
  const reminded = { ...clock, near: at('05:00:00') };
  t.is(deadlineState(reminded, at('05:00:00'), 0.8), 'near');
  t.is(deadlineState(reminded, at('04:59:59'), 0.8), 'onTime');
});

test('what is done is judged by when it was done, and is never near', (t) => {
  t.is(deadlineState({ ...clock, done: at('09:59:59') }, '2027-01-01T00:00:00.000Z', 0.8), 'onTime');
  t.is(deadlineState({ ...clock, done: at('10:00:00') }, at('01:00:00'), 0.8), 'overdue');
});

test('a due instant before the start is overdue at once, and never near before it', (t) => {
  const late = { start: at('10:00:00'), due: at('02:00:00') };
  t.is(deadlineState(late, at('10:00:00'), 0.8), 'overdue');
  t.is(nearFrom(late, 0.8), late.due);
});

test('a deadline never goes back to a better state as time passes', (t) => {
  const order = ['onTime', 'near', 'overdue'];
  const instant = fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString());
  fc.assert(
    fc.property(instant, instant, instant, instant, fc.double({ min: 0, max: 1, noNaN: true }), (start, due, one, other, share) => {
      const [first, second] = one < other ? [one, other] : [other, one];
      const rank = (now: string): number => order.indexOf(deadlineState({ start, due }, now, share));
      return rank(first) <= rank(second);
    }),
  );
  t.pass();
});

test('it says from when to when it runs, and why', (t) => {
  const due = { start: '2026-11-23T01:00:00.000Z', due: '2026-11-25T17:00:00.000Z' };
  t.is(explainClock(due, undefined).vi, 'Tính từ 08:00 Thứ Hai 23/11/2026 đến 00:00 Thứ Năm 26/11/2026. Hạn do quy trình đặt.');
  t.true(explainClock(due, { vi: 'Căn cứ X.', en: 'Basis X.' }).en.endsWith('Basis X.'));
});
