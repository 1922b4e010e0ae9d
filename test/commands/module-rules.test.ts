import test from 'ava';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { storedRules } from '../../commands/loading/stored-rules.ts';
import { runCommand } from '../../commands/run-command.ts';
import { createLogger } from '../../logging/logger.ts';
import { ANALYST, MANAGER, OFFICER, refusal, useOffice } from './fixtures.ts';

const office = useOffice(test);
const allow = (module: string) => ({
  role: 'officer',
  rules: [{ id: 'pass', effect: 'allow', subject: 'Case', actions: ['read'], conditions: { procedure: module } }],
});
const deployRules = async (module: string, rules: readonly ReturnType<typeof allow>[], dryRun = false, procedures = [module]) =>
  await runCommand(office.services, INSTALLER_ACTOR, { type: 'deployRules', module, procedures, rules, dryRun });

test.serial('the rights of a module are in force with its deployment, and the same ones again change nothing', async (t) => {
  const { moduleRules } = office.services;
  await moduleRules.refresh();
  t.deepEqual(moduleRules.last().files, []);
  t.deepEqual(await deployRules('leave', [allow('leave')], true), { changed: true });
  await moduleRules.refresh();
  t.deepEqual(moduleRules.last().files, []);
  t.deepEqual(await deployRules('leave', [allow('leave')]), { changed: true });
  await moduleRules.refresh();
  t.deepEqual(
    moduleRules.last().files.map(({ role }) => role),
    ['officer'],
  );
  t.deepEqual(await deployRules('leave', [allow('leave')]), { changed: false });
  t.deepEqual(await deployRules('leave', []), { changed: true });
  await moduleRules.refresh();
  t.deepEqual(moduleRules.last().files, []);
});

test.serial('a module grants nothing on what is not its own', async (t) => {
  t.is(await refusal(deployRules('leave', [allow('other')])), 'deployment moduleRules');
  t.is((await office.db.pool.query('select from module_rules where rules::text like $1', ['%other%'])).rowCount, 0);
});

test.serial('a module grants on each of the processes that it brings, and nothing more once it brings it no longer', async (t) => {
  const second = { module: 'leave', rules: [allow('leave-second')] };
  t.deepEqual(await deployRules(second.module, second.rules, false, ['leave', 'leave-second']), { changed: true });
  const { moduleRules } = office.services;
  await moduleRules.refresh();
  t.deepEqual(
    moduleRules.last().files.map(({ rules: [rule] }) => rule?.conditions?.['procedure']),
    ['leave-second'],
  );
  t.is(await refusal(deployRules(second.module, second.rules, false, ['leave'])), 'deployment moduleRules');
  await deployRules('leave', []);
});

test.serial('people do not deploy rights', async (t) => {
  for (const actor of [ANALYST, MANAGER, OFFICER])
    t.is(
      await refusal(runCommand(office.services, actor, { type: 'deployRules', module: 'leave', procedures: ['leave'], rules: [] })),
      'forbidden wrongCaller',
    );
});

test.serial('what was written past the product grants nothing', async (t) => {
  const rules = JSON.stringify([allow('other')]);
  await office.db.pool.query(
    "insert into module_rules (module, procedures, rules, saved_by, saved_at) values ('forged', '{forged}', $1, 'x', now())",
    [rules],
  );
  const source = storedRules(office.db, createLogger({ level: 'silent', format: 'json' }));
  await source.refresh();
  t.deepEqual(
    source.last().files.filter(({ rules: [rule] }) => rule?.conditions?.['procedure'] === 'other'),
    [],
  );
});
