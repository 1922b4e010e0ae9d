import path from 'node:path';
import test from 'ava';
import type { CommandOf, CommandType, OutcomeOf } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { Actor } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';
import { dropDatabase } from '../database.ts';
import { checkInstallation } from './check-installation.ts';
import { copyOf, furnished, type Installation } from './installation.ts';
import { officer, openOffice, SYSADMIN } from './office.ts';
import { settler } from './settle.ts';
import { spawnNode } from './spawn-node.ts';

let source = '';
test.serial.before(async () => {
  source = await furnished();
});
test.after.always(async () => {
  if (source !== '') await dropDatabase(source);
});

const CASES = 30;
const SPREAD_SECONDS = 300;

/** A node with a worker and no clients, alive for a moment. */
async function shortLife({ url, folder }: Installation, offsetMs: number): Promise<void> {
  const acknowledgements = path.join(folder, 'none');
  const node = spawnNode({ url, offsetMs, acknowledgements, begun: acknowledgements, clients: [], journeys: [], worker: true, round: 0 });
  await node.ready;
  await new Promise((resolve) => setTimeout(resolve, 200));
  await node.kill();
}

test('a definition and a topic are suspended and resumed while nodes die: no signal is lost, timers come back spread and once each', async (t) => {
  const installation = await copyOf(source);
  const office = openOffice(installation.url);
  const { services } = office;
  const { pool } = services.db;
  const told = new Map<string, Json>();
  async function run<K extends CommandType>(actor: Actor, command: CommandOf<K>): Promise<OutcomeOf<K>> {
    const outcome = await runCommand<K>(services, actor, command);
    told.set(`${told.size}`, JSON.parse(JSON.stringify(outcome)) as Json);
    return outcome;
  }
  try {
    await run<'suspendTopic'>(SYSADMIN, { type: 'suspendTopic', topic: 'test.effect', reason: 'bảo trì' });
    let definition = '';
    for (let i = 0; i < CASES; i += 1)
      ({ definition } = await run<'startCase'>(officer(i % 8), { type: 'startCase', procedure: 'waiter', variables: { file: `s-${i}` } }));
    await run<'suspendDefinition'>(SYSADMIN, { type: 'suspendDefinition', definition, reason: 'sai' });
    for (let i = 0; i < CASES; i += 1)
      await run<'correlateMessage'>(officer(0), { type: 'correlateMessage', name: 'paper', key: `s-${i}` });
    await run<'broadcastSignal'>(SYSADMIN, { type: 'broadcastSignal', name: 'wake' });
    await shortLife(installation, 0);
    office.pass(7_200_000);
    const before = await pool.query("select 1 from command_log where account like 'system:%' and command ->> 'type' <> 'startCase'");
    t.is(before.rowCount, 0, 'something went on in a suspended definition');

    const now = Date.parse(services.clock());
    t.deepEqual(await run<'resumeDefinition'>(SYSADMIN, { type: 'resumeDefinition', definition, spreadSeconds: SPREAD_SECONDS }), {
      cases: CASES,
    });
    const { rows } = await pool.query<{ at: Date }>('select next_at as at from timer order by 1');
    t.is(rows.length, CASES);
    const waits = rows.map(({ at }) => Date.parse(String(at)) - now);
    t.true(waits.every((wait) => wait >= 0 && wait <= (SPREAD_SECONDS + 5) * 1_000));
    t.true((waits.at(-1) ?? 0) - (waits[0] ?? 0) > (SPREAD_SECONDS * 1_000) / 2, `not spread: ${waits.join(' ')}`);

    await shortLife(installation, 7_200_000);
    const settle = settler(office);
    for (let round = 0; round < 20; round += 1) await settle();
    await run<'resumeTopic'>(SYSADMIN, { type: 'resumeTopic', topic: 'test.effect', spreadSeconds: 1 });
    await shortLife(installation, 7_200_000 + SPREAD_SECONDS * 1_000);
    while (await settle());
    t.deepEqual(await checkInstallation(services, told), []);
  } finally {
    await office.close();
    await installation.remove();
  }
});
