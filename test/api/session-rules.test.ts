import ava from 'ava';
import { can } from '../../policies/can.ts';
import { unpackAbility } from '../../policies/packed-rules.ts';
import { saveModuleRules } from '../../store/repositories/module-rules.ts';
import { useApi } from './api-server.ts';

const server = useApi(ava);
const test = ava.serial;

const abilityAt = async (name: string) => unpackAbility((await server.as(name)('GET', '/api/v1/session/rules')).body);

test('a page asks the same rules as the server, by unit and with the reason of a prohibition', async (t) => {
  const minh = await abilityAt('minh');
  t.true(can(minh, 'assign', 'Task', { unitPath: 'cuc.hanoi.phong_a', excludedPersons: [] }).allowed);
  t.false(can(minh, 'assign', 'Task', { unitPath: 'cuc.hue', excludedPersons: [] }).allowed);
  const refused = can(minh, 'assign', 'Task', { unitPath: 'cuc.hanoi', excludedPersons: ['person-minh'] });
  t.like(refused, { allowed: false, rule: 'separationOfDuties' });
  t.regex(JSON.stringify(refused), /bước trước của hồ sơ này/);
});

test('the rules of a procedure that is deployed come with them', async (t) => {
  const conditions = { procedure: 'hoan', unitPath: { $under: '${units}' } };
  const files = [{ role: 'officer', rules: [{ id: 'seeAll', effect: 'allow', subject: 'Case', actions: ['read'], conditions }] }];
  t.false(can(await abilityAt('lan'), 'read', 'Case', { procedure: 'hoan', unitPath: 'cuc.hanoi' }).allowed);
  await saveModuleRules(server.db, { module: 'hoan', procedures: ['hoan'], rules: files }, 'system', '2026-01-01T00:00:00.000Z');
  server.services.commands.moduleRules.forget();
  const lan = await abilityAt('lan');
  t.true(can(lan, 'read', 'Case', { procedure: 'hoan', unitPath: 'cuc.hanoi' }).allowed);
  t.false(can(lan, 'read', 'Case', { procedure: 'hoan', unitPath: 'cuc.hue' }).allowed);
  t.false(can(lan, 'read', 'Case', { procedure: 'giam', unitPath: 'cuc.hanoi' }).allowed);
});

test('a role for a time begins and ends at its time, also for a session that lives', async (t) => {
  const at = (seconds: number) => new Date(Date.parse(server.services.commands.clock()) + seconds * 1_000).toISOString();
  await server.db.pool.query(
    `insert into role_grant (account, role, unit_path, valid_from, valid_to) values ('hoa', 'manager', 'cuc.hue', $1, $2)`,
    [at(60), at(600)],
  );
  const hoa = server.as('hoa');
  const may = async () => ({
    rules: can(await abilityAt('hoa'), 'changeDueDate', 'Task', { unitPath: 'cuc.hue', excludedPersons: [] }).allowed,
    asked: (await hoa('PUT', '/api/v1/tasks/019aaaaa-0000-7000-8000-000000000000/1/due-date', { body: {} })).status,
  });
  t.deepEqual(await may(), { rules: false, asked: 403 });
  server.pass(120);
  t.deepEqual(await may(), { rules: true, asked: 400 });
  server.pass(500);
  t.deepEqual(await may(), { rules: false, asked: 403 });
  t.is((await hoa('GET', '/api/v1/session')).status, 200);
});

test('nobody gets no rules', async (t) => {
  t.is((await server.anyone('GET', '/api/v1/session/rules')).status, 401);
});
