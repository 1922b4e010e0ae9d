import test from 'ava';
import { Rejection } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import { runCommand } from '../../commands/run-command.ts';
import { dropDatabase } from '../database.ts';
import { checkInstallation } from './check-installation.ts';
import { copyOf, furnished } from './installation.ts';
import { officer, openOffice, type Office } from './office.ts';
import { settler } from './settle.ts';

let source = '';
test.serial.before(async () => {
  source = await furnished();
});
test.after.always(async () => {
  if (source !== '') await dropDatabase(source);
});

const CASES = 8;

/** As many nodes as wished on one database: each with its own connections, caches and queues' loops. */
async function withNodes(count: number, work: (nodes: readonly Office[]) => Promise<void>): Promise<void> {
  const installation = await copyOf(source);
  const nodes = Array.from({ length: count }, () => openOffice(installation.url));
  try {
    await work(nodes);
  } finally {
    await Promise.all(nodes.map(async (node) => await node.close()));
    await installation.remove();
  }
}

/** All nodes work off the queues at the same time, until nothing is left. */
async function settleTogether(nodes: readonly Office[]): Promise<void> {
  const settlers = nodes.map(settler);
  for (let quiet = 0; quiet < 2;) {
    const busy = await Promise.all(settlers.map(async (settle) => await settle()));
    quiet = busy.includes(true) ? 0 : quiet + 1;
  }
}

const keep = (told: Map<string, Json>, key: string, outcome: unknown): void => void told.set(key, outcome as Json);

for (const count of [2, 3])
  test(`${count} nodes complete the tasks before one join in the same moment, each twice: the join fires once`, async (t) => {
    await withNodes(count, async (nodes) => {
      const told = new Map<string, Json>();
      const [{ services }] = nodes as [Office];
      for (let i = 0; i < CASES; i += 1) {
        const { caseId, ...start } = await runCommand<'startCase'>(services, officer(0), { type: 'startCase', procedure: 'rush' });
        keep(told, `start:${i}`, { caseId, ...start });
        for (const { instance } of start.opened) {
          const claim = await runCommand<'claimTask'>(services, officer(instance % 4), { type: 'claimTask', caseId, instance });
          keep(told, `claim:${i}:${instance}`, claim);
        }
        const completed = start.opened.flatMap(({ instance }) =>
          nodes.map(async (node) => {
            const command = { type: 'completeTask', caseId, instance } as const;
            const outcome = await runCommand<'completeTask'>(node.services, officer(instance % 4), command, {
              idempotencyKey: `done:${i}:${instance}`,
            });
            const before = told.get(`done:${i}:${instance}`);
            if (before !== undefined) t.deepEqual(JSON.parse(JSON.stringify(outcome)), before);
            keep(told, `done:${i}:${instance}`, JSON.parse(JSON.stringify(outcome)));
          }),
        );
        await Promise.all(completed);
      }
      await settleTogether(nodes);
      t.deepEqual(await checkInstallation(services, told), []);
      const { rows } = await services.db.pool.query<{ jobs: number }>(
        "select count(*)::int as jobs from command_log join process_case c on c.id = case_id where procedure = 'rush' and command ->> 'type' = 'completeJob'",
      );
      t.is(rows[0]?.jobs, CASES);
    });
  });

test('three nodes compete for tasks, timers, jobs and messages: each is taken once', async (t) => {
  await withNodes(3, async (nodes) => {
    const told = new Map<string, Json>();
    const [{ services }] = nodes as [Office];
    for (let i = 0; i < CASES; i += 1) {
      const start = { type: 'startCase', procedure: 'whole', variables: { file: `c-${i}`, wanted: i % 3 } } as const;
      keep(told, `start:${i}`, await runCommand<'startCase'>(services, officer(i), start));
    }
    for (let round = 0; round < 30; round += 1) {
      const { rows: open } = await services.db.pool.query<{ case_id: string; instance: number }>(
        "select case_id, instance from user_task where state = 'open'",
      );
      const work = nodes.map(async (node, who) => {
        for (const { case_id: caseId, instance } of open) await claimAndComplete(node, who, { caseId, instance }, told);
      });
      await Promise.all([...work, settleTogether(nodes)]);
      if (open.length === 0 && round > 2) break;
    }
    t.deepEqual(await checkInstallation(services, told), []);
  });
});

const LOST_RACE = ['taskClaimed', 'taskNotOpen', 'caseEnded'];

/** One of the rivals has the task; the others hear so. */
async function claimAndComplete(
  { services }: Office,
  who: number,
  on: { readonly caseId: string; readonly instance: number },
  told: Map<string, Json>,
): Promise<void> {
  try {
    keep(
      told,
      `claim:${who}:${on.caseId}:${on.instance}`,
      await runCommand<'claimTask'>(services, officer(who), { type: 'claimTask', ...on }),
    );
    keep(
      told,
      `done:${who}:${on.caseId}:${on.instance}`,
      await runCommand<'completeTask'>(services, officer(who), { type: 'completeTask', ...on }),
    );
  } catch (error) {
    if (!(error instanceof Rejection) || !LOST_RACE.includes(error.code)) throw error;
  }
}
