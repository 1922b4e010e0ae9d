import test from 'ava';
import { copyOf, furnished, recover } from './installation.ts';
import { dropDatabase } from '../database.ts';
import { storm } from './storm.ts';

let source = '';
test.serial.before(async () => {
  source = await furnished();
});
test.after.always(async () => {
  if (source !== '') await dropDatabase(source);
});

test('two nodes under load from 8 clients, killed four times at random: nothing is lost, nothing happens twice, every case ends', async (t) => {
  const installation = await copyOf(source);
  try {
    const kinds = ['whole', 'rush', 'listener', 'flaky', 'waiter', 'held', 'deployment', 'mourners', 'gathering'] as const;
    const { files, journeys, aheadMs, deaths } = await storm(installation, { kills: 4, nodes: 2, clients: 8, kinds, between: [100, 700] });
    t.true(journeys.length > 4, 'the nodes did nothing');
    t.deepEqual(deaths, []);
    t.deepEqual(await recover(installation, files, journeys, aheadMs), []);
  } finally {
    await installation.remove();
  }
});
