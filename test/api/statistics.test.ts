/** Counts without names: small groups are not told, and cannot be worked out. */
import ava from 'ava';
import { randomUUID } from 'node:crypto';
import { localDate } from '../../engine/time-values.ts';
import { keepHouse } from '../../store/queues/housekeeping.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava;
const { as } = server;
const [lan, minh, auditor] = [as('lan'), as('minh'), as('auditor')];

/** In Vietnam, where a month begins seven hours before it does in UTC. */
const runningMonth = (): string => localDate(Date.now()).slice(0, 7);

test.serial.before('cases of two units and three months', async () => {
  const add = async (many: number, unit: string, month: string, ended: string | null): Promise<void> => {
    for (let at = 0; at < many; at += 1)
      await server.db.pool.query(
        `insert into process_case (id, procedure, definition, code, title, unit_path, state, revision, head, started_at, started_by, updated_at, ended_how)
         values ($1, 'giam', $1, $2, 'Nguyễn Văn Kín', $3, '{}', 1, '', $4, 'lan', $4, $5)`,
        [randomUUID(), randomUUID(), unit, `${month}-10T00:00:00Z`, ended],
      );
  };
  await add(7, 'cuc.hanoi', '2026-01', 'completed');
  await add(4, 'cuc.hanoi', '2026-01', 'cancelled');
  await add(5, 'cuc.hue', '2026-02', null);
  await add(9, 'cuc.hanoi', runningMonth(), null);
  await keepHouse(server.db, server.services.commands.clock());
});

test.serial('groups of a size are told, smaller ones and the running month are not', async (t) => {
  const { body } = await auditor('GET', '/api/v1/statistics/cases');
  t.deepEqual(body, {
    least: 5,
    counts: [
      { procedure: 'giam', unitPath: 'cuc.hanoi', month: '2026-01', outcome: 'completed', cases: 7 },
      { procedure: 'giam', unitPath: 'cuc.hue', month: '2026-02', outcome: 'running', cases: 5 },
    ],
  });
});

test.serial('no filter brings a small group out, also not as a difference', async (t) => {
  const whole = (await auditor('GET', '/api/v1/statistics/cases')).body.counts;
  for (const query of [
    'procedure=giam',
    'unitPath=cuc',
    'unitPath=cuc.hanoi',
    'from=2026-01&to=2026-01',
    'unitPath=cuc.hanoi&from=2026-01',
  ]) {
    const { counts: items } = (await auditor('GET', `/api/v1/statistics/cases?${query}`)).body;
    for (const item of items)
      t.true(
        whole.some((cell: object) => JSON.stringify(cell) === JSON.stringify(item)),
        query,
      );
  }
});

test.serial('a manager sees the own units, an officer none', async (t) => {
  const { counts: items } = (await minh('GET', '/api/v1/statistics/cases')).body;
  t.deepEqual(
    items.map(({ unitPath }: { unitPath: string }) => unitPath),
    ['cuc.hanoi'],
  );
  t.is((await lan('GET', '/api/v1/statistics/cases')).status, 403);
});
