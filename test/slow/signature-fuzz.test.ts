import test from 'ava';
import { fuzz } from '../signing/fuzz/fuzz.ts';

test('of ten thousand mutations none passes with other signed bytes, crashes or costs much', async (t) => {
  t.timeout(540_000);
  await fuzz(t, 10_000, 100_000);
});
