import test from 'ava';
import type { Json } from '../../expressions/json.ts';
import { mergedAcknowledgements } from './acknowledgements.ts';
import { checkInstallation } from './check-installation.ts';
import { copyOf, furnished } from './installation.ts';
import { dropDatabase } from '../database.ts';
import { go } from './journeys.ts';
import { openOffice } from './office.ts';
import { settler } from './settle.ts';
import { createWorld } from './world.ts';

let source = '';
test.serial.before(async () => {
  source = await furnished();
});
test.after.always(async () => {
  if (source !== '') await dropDatabase(source);
});

test('the check itself sees what is lost, doubled or left behind', async (t) => {
  const installation = await copyOf(source);
  const office = openOffice(installation.url);
  const { services } = office;
  const { pool } = services.db;
  try {
    const told = new Map<string, Json>(mergedAcknowledgements([]));
    const settle = settler(office);
    const book = { read: () => undefined, intend: () => undefined, write: (key: string, outcome: Json) => void told.set(key, outcome) };
    const world = createWorld(services, book, async () => void (await settle()));
    await go(world, { kind: 'whole', name: 'j', client: 2 });
    while (await settle());
    t.deepEqual(await checkInstallation(services, told), []);

    const wrong = async (expected: RegExp): Promise<void> => {
      const faults = await checkInstallation(services, told);
      t.true(
        faults.some((fault) => expected.test(fault)),
        `${String(expected)}: ${faults.join('; ')}`,
      );
    };
    const [key = '', outcome = null] = [...told][1] ?? [];
    told.delete(key);
    await wrong(/applied and never acknowledged/);
    told.set(key, outcome).set('lost', { caseId: '01a1fd29-3188-7ddd-bacc-5dc64a99af36', revision: 1 });
    await wrong(/step lost was acknowledged and is not in the log/);
    told.delete('lost');
    told.set('again', outcome);
    await wrong(/two keys were answered with the same step/);
    told.delete('again');

    await pool.query('delete from side_effect');
    await wrong(/completed without its effect/);
    await pool.query("update process_case set state = (state::text || ' ')::json");
    await wrong(/does not fold to its state/);
    await pool.query("insert into outbox (kind, payload, next_at) values ('x', '{}', now())");
    await wrong(/1 rows left in outbox/);
    await pool.query('update message_buffer set consumed_at = null');
    await wrong(/was never delivered/);
    // a hand in the database, past the triggers
    await pool.query('alter table command_log disable trigger all');
    await pool.query(
      "update command_log set command = replace(command::text, '\"due\":1', '\"due\":2')::json where command ->> 'type' = 'fireTimer'",
    );
    await wrong(/fired but was not armed|never fired|chain is broken/);
  } finally {
    await office.close();
    await installation.remove();
  }
});
