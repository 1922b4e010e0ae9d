import test from 'ava';
import { fuzz } from './fuzz.ts';

test('of two thousand mutations none passes with other signed bytes, crashes or costs much', async (t) => {
  await fuzz(t, 2_000, 1);
});
