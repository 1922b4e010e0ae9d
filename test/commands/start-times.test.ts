import test from 'ava';
import { firstStart, nextStart } from '../../commands/definitions/start-times.ts';

const DEPLOYED = '2026-11-23T02:00:00.000Z';
const cycle = (value: string) => ({ type: 'cycle', value }) as const;

test('a start is due at its date, after its duration, or at the first turn of its cycle', (t) => {
  t.deepEqual(firstStart({ type: 'date', value: '2026-12-01T08:00:00+07:00' }, DEPLOYED), { due: '2026-12-01T01:00:00.000Z' });
  t.deepEqual(firstStart({ type: 'date', value: '2026-12-01' }, DEPLOYED), { due: '2026-11-30T17:00:00.000Z' });
  t.deepEqual(firstStart({ type: 'duration', value: 'P1M' }, DEPLOYED), { due: '2026-12-23T02:00:00.000Z' });
  t.deepEqual(firstStart(cycle('R3/PT10M'), DEPLOYED), { due: '2026-11-23T02:10:00.000Z' });
  t.deepEqual(firstStart(cycle('R0/PT10M'), DEPLOYED), { due: undefined });
  t.deepEqual(firstStart(cycle('0 8 * * *'), DEPLOYED), { due: '2026-11-24T01:00:00.000Z' });
});

test('what is no time, or needs variables, is a problem', (t) => {
  t.deepEqual(firstStart({ type: 'date', value: 'soon' }, DEPLOYED), { problem: 'startTimerValue', value: 'soon' });
  const deadline = { parameter: 'p', calendar: undefined, clockStart: undefined, asOf: 'step' } as const;
  t.deepEqual(firstStart({ type: 'deadline', deadline }, DEPLOYED), { problem: 'startTimerParameter', value: '' });
});

test('a cycle goes on to its next turn, ends with its last, and makes up for a pause once', (t) => {
  const at = (time: string): number => Date.parse(`2026-11-23T${time}.000Z`);
  t.is(nextStart(cycle('R3/PT10M'), DEPLOYED, at('02:10:00'), '2026-11-23T02:10:01.000Z'), '2026-11-23T02:20:00.000Z');
  t.is(nextStart(cycle('R3/PT10M'), DEPLOYED, at('02:30:00'), '2026-11-23T02:30:01.000Z'), undefined);
  t.is(nextStart(cycle('R/PT10M'), DEPLOYED, at('02:10:00'), '2026-11-23T12:05:00.000Z'), '2026-11-23T12:10:00.000Z');
  t.is(nextStart(cycle('0 8 * * *'), DEPLOYED, at('01:00:00'), '2026-11-25T10:00:00.000Z'), '2026-11-26T01:00:00.000Z');
  t.is(nextStart({ type: 'date', value: '2026-12-01' }, DEPLOYED, at('02:10:00'), DEPLOYED), undefined);
});
