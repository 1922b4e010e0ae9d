/** Units over the API: proposed by one, approved by another, in effect on the day; names of the time. */
import path from 'node:path';
import ava from 'ava';
import { install } from '../../composition/install.ts';
import { readModules } from '../../composition/modules/read-module.ts';
import { seedAccount } from '../../store/repositories/accounts.ts';
import { changeUnits } from '../../worker/change-units.ts';
import { HANDLERS } from '../../worker/jobs/handlers.ts';
import { runJobs } from '../../worker/run-jobs.ts';
import { useApi } from './api-server.ts';
import { signTask } from './test-keys.ts';

const server = useApi(ava);
const test = ava.serial;
const dayAfter = (days: number): string => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const WHY = { reason: 'Sắp xếp đơn vị', basis: 'NQ 202/2025/QH15', citation: 'Điều 1' };
const merge = (more: object = {}) => ({
  operation: 'MERGE',
  effectiveOn: dayAfter(1),
  sources: [{ path: 'cuc.hue' }],
  successors: [{ path: 'cuc.hue-moi', name: 'Thành phố Huế', kind: 'province' }],
  default: 'cuc.hue-moi',
  ...WHY,
  ...more,
});
const preview = { operation: 'MERGE', effectiveOn: dayAfter(1), sources: ['cuc.hue'], successors: [{ path: 'cuc.hue-moi', name: 'Huế', kind: 'province' }], default: 'cuc.hue-moi' }; // prettier-ignore

test.before(async () => {
  for (const id of ['chief', 'second']) {
    const person = { id: `person-${id}`, name: id, unitPath: 'cuc' };
    await seedAccount(
      server.db,
      { id, login: id, person, grants: [{ role: 'admin-department', unitPath: 'cuc' }] },
      '2026-01-01T00:00:00.000Z',
    );
  }
  const modules = readModules(path.join(import.meta.dirname, '../../processes')).filter(({ manifest }) => manifest.key === 'unit-change');
  await install(server.services.commands, modules, false);
});

const work = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await runJobs(server.services.commands, { name: 'test', handlers: HANDLERS });
};
async function proposed(change: object): Promise<string> {
  const { body, status } = await server.as('chief')('POST', '/api/v1/cases', {
    body: { procedure: 'unit-change', unitPath: 'cuc', variables: { change } },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  await work();
  return body.caseId as string;
}
async function taskOf(caseId: string, who: string): Promise<{ at: string; node: string }> {
  for (const list of ['claimable', 'mine']) {
    const { body } = await server.as(who)('GET', `/api/v1/tasks?list=${list}&caseId=${caseId}`);
    const [task] = body.items as { instance: number; node: string }[];
    if (task) return { at: `/api/v1/tasks/${caseId}/${task.instance}`, node: task.node };
  }
  throw new Error('no task');
}
async function approve(caseId: string) {
  const { at } = await taskOf(caseId, 'second');
  await server.as('second')('POST', `${at}/claim`);
  return await signTask(server.as('second'), at, { outcome: 'approve' });
}

test('what a change would move is shown before, and what speaks against it; nothing is written', async (t) => {
  const chief = server.as('chief');
  const { body } = await chief('POST', '/api/v1/unit-changes/preview', { body: preview });
  t.like(body, { problems: [], units: 1, persons: 3, accounts: 3, grants: 3 });
  const bad = await chief('POST', '/api/v1/unit-changes/preview', { body: { ...preview, sources: ['cuc.nowhere'] } });
  t.deepEqual(bad.body.problems, [{ code: 'unitUnknown', unit: 'cuc.nowhere' }]);
  t.is((await chief('POST', '/api/v1/unit-changes/preview', { body: { ...preview, sources: ['cuc nowhere'] } })).status, 400);
  for (const who of ['minh', 'adm', 'auditor', 'root'])
    t.is((await server.as(who)('POST', '/api/v1/unit-changes/preview', { body: preview })).status, 403, who);
  t.deepEqual((await chief('GET', '/api/v1/unit-changes')).body.items, []);
});

test('nothing takes effect before the second person has approved, and the day has come', async (t) => {
  const caseId = await proposed(merge());
  const { at, node } = await taskOf(caseId, 'second');
  t.is(node, 'review');
  t.is((await server.as('chief')('POST', `${at}/claim`)).status, 403, 'not by the proposer');
  t.is((await server.as('second')('GET', `/api/v1/cases/${caseId}`)).status, 200);
  await changeUnits(server.services.commands);
  t.is((await server.as('lan')('GET', '/api/v1/units/cuc.hue-moi')).status, 404);
  t.is((await approve(caseId)).status, 200);
  const { body } = await server.as('lan')('GET', '/api/v1/unit-changes');
  t.like(body.items[0], { caseId, state: 'approved', proposedBy: 'chief', approvedBy: 'second', effectiveOn: dayAfter(1), ...WHY });
  await changeUnits(server.services.commands);
  t.is((await server.as('lan')('GET', '/api/v1/units/cuc.hue-moi')).status, 404, 'not before its day');
  const again = await proposed(merge({ successors: [{ path: 'cuc.hue-khac', name: 'Khác', kind: 'province' }], default: 'cuc.hue-khac' }));
  t.is((await taskOf(again, 'chief')).node, 'correct', 'another change of the unit waits for its day');

  server.pass(86_400);
  await server.db.pool.query(
    "update session set expires_at = expires_at + interval '1 day', last_seen_at = last_seen_at + interval '1 day'",
  );
  t.is(await changeUnits(server.services.commands), 1);
  t.like((await server.as('lan')('GET', '/api/v1/units/cuc.hue-moi')).body, {
    name: 'Thành phố Huế',
    kind: 'province',
    validFrom: dayAfter(1),
  });
  t.like((await server.as('lan')('GET', '/api/v1/units/cuc.hue')).body, { validTo: dayAfter(1), successor: 'cuc.hue-moi' });
  t.like((await server.as('hung')('GET', '/api/v1/session')).body.grants, [{ role: 'manager', unitPath: 'cuc.hue-moi' }]);
  t.like((await server.as('lan')('GET', '/api/v1/unit-changes?state=done')).body.items, [{ moved: { accounts: 3, persons: 3 } }]);
});

test('the tree is listed as it was on a day', async (t) => {
  const paths = async (query: string) =>
    (await server.as('lan')('GET', `/api/v1/units?${query}`)).body.items.map(({ path: at }: { path: string }) => at) as string[];
  t.deepEqual(await paths(`on=${dayAfter(0)}`), ['cuc', 'cuc.hanoi', 'cuc.hue']);
  t.deepEqual(await paths(`on=${dayAfter(1)}`), ['cuc', 'cuc.hanoi', 'cuc.hue-moi']);
  t.deepEqual(await paths(`on=${dayAfter(1)}&kind=province`), ['cuc.hue-moi']);
  t.deepEqual(await paths(`on=${dayAfter(1)}&kind=province&kind=court`), ['cuc.hue-moi']);
  t.deepEqual(await paths(`on=${dayAfter(1)}&text=thanh pho`), ['cuc.hue-moi']);
  t.deepEqual(await paths('depth=1'), ['cuc'], 'from the top');
  t.deepEqual(await paths('under=cuc&depth=1'), ['cuc', 'cuc.hanoi', 'cuc.hue-moi']);
  const { body: below } = await server.as('lan')('GET', '/api/v1/units?under=cuc&depth=1');
  t.deepEqual(
    below.items.map(({ hasUnits }: { hasUnits: boolean }) => hasUnits),
    [true, false, false],
  );
  t.deepEqual(await paths('under=cuc.hanoi'), ['cuc.hanoi']);
  const first = await server.as('lan')('GET', '/api/v1/units?limit=1');
  t.deepEqual(await paths(`limit=1&cursor=${first.body.next}`), ['cuc.hanoi']);
  t.is((await server.as('lan')('GET', '/api/v1/units?cursor=x!')).status, 400);
  t.is((await server.as('lan')('GET', '/api/v1/units?on=hôm-nay')).status, 400);
  t.true((await server.as('lan')('GET', '/api/v1/unit-kinds')).body.items.some(({ key }: { key: string }) => key === 'procuracy'));
  t.is((await server.anyone('GET', '/api/v1/units')).status, 401);
});

test('who is no administrator of the department proposes nothing, and a wrong proposal says what is wrong', async (t) => {
  for (const who of ['adm', 'minh'])
    t.regex(
      String(
        (await server.as(who)('POST', '/api/v1/cases', { body: { procedure: 'unit-change', variables: { change: merge() } } })).status,
      ),
      /403|404/,
    );
  const { status, body } = await server.as('chief')('POST', '/api/v1/cases', {
    body: { procedure: 'unit-change', unitPath: 'cuc', variables: { change: merge({ basis: '' }) } },
  });
  t.is(status, 400);
  t.regex(JSON.stringify(body.errors), /basis/);
});
