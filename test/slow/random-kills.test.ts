import test from 'ava';
import { dropDatabase } from '../database.ts';
import { copyOf, furnished, recover } from '../reliability/installation.ts';
import { storm } from '../reliability/storm.ts';

let source = '';
test.serial.before(async () => {
  source = await furnished();
});
test.after.always(async () => {
  if (source !== '') await dropDatabase(source);
});

const KILLS = 200;

test('three nodes under load from 8 clients, killed 200 times at random: nothing is lost, nothing happens twice, every case ends', async (t) => {
  t.timeout(30 * 60_000);
  const installation = await copyOf(source);
  try {
    const kinds = ['whole', 'rush', 'listener', 'flaky', 'waiter', 'held', 'deployment', 'mourners'] as const;
    const { files, journeys, aheadMs, deaths } = await storm(installation, {
      kills: KILLS,
      nodes: 3,
      clients: 8,
      kinds,
      between: [20, 500],
    });
    t.true(journeys.length > KILLS / 2, 'the nodes did too little');
    t.deepEqual(deaths, []);
    t.deepEqual(await recover(installation, files, journeys, aheadMs), []);
    t.log(`${KILLS} kills, ${journeys.length} journeys`);
  } finally {
    await installation.remove();
  }
});
