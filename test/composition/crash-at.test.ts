import test from 'ava';
import { crashAt } from '../../composition/crash-at.ts';
import { loadConfig } from '../../config.ts';

test('a crash point that does not exist is refused at the start, before anything runs', (t) => {
  for (const text of ['nowhere', 'stepSaved:0'])
    t.throws(() => crashAt(loadConfig({ TRINHKY_CRASH_AT: text }, true)), { message: /name a crash point/ }, text);
});

test('even a configuration made by hand kills nothing in production', (t) => {
  const config = { ...loadConfig({}, true), production: true, crashAt: 'stepSaved' };
  t.throws(() => crashAt(config), { message: /name a crash point/ });
});
