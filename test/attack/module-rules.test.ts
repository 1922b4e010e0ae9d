/** A module that gives itself power: refused when it is deployed, and nothing when it lies in the database all the same. */
import ava from 'ava';
import { runCommand } from '../../commands/run-command.ts';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import { Rejection } from '../../errors.ts';
import { SUBJECT_NAMES, subjectDefinition } from '../../policies/subjects.ts';
import { PRODUCT_ROLES, EVERYONE } from '../../policies/roles.ts';
import { saveModuleRules } from '../../store/repositories/module-rules.ts';
import { attackerOf, MARK, useWorld } from './world.ts';

const world = useWorld(ava);
const test = ava.serial;
const everything = (role: string) => [
  {
    role,
    rules: SUBJECT_NAMES.map((subject) => ({
      id: `all${subject}`,
      effect: 'allow',
      subject,
      actions: [...subjectDefinition(subject).actions],
    })),
  },
];

for (const { key } of [...PRODUCT_ROLES, { key: EVERYONE }])
  test(`a module that grants ${key} everything is refused, and grants nothing where it was written past the product`, async (t) => {
    const { commands } = world.server.services;
    const deploy = runCommand(commands, INSTALLER_ACTOR, {
      type: 'deployRules',
      module: 'ke',
      procedures: ['ke'],
      rules: everything(key) as never,
    });
    await t.throwsAsync(deploy, { instanceOf: Rejection });
    await saveModuleRules(
      world.server.db,
      { module: 'ke', procedures: ['ke'], rules: everything(key) as never },
      'system',
      '2026-01-01T00:00:00.000Z',
    );
    commands.moduleRules.forget();
    const as = world.server.as(attackerOf(key === EVERYONE ? 'officer' : key));
    const answer = await as('GET', `/api/v1/cases/${world.treasure.caseId}`);
    t.is(answer.status, 404);
    t.false(JSON.stringify((await as('GET', '/api/v1/cases')).body).includes(MARK));
    await world.server.db.pool.query("delete from module_rules where module = 'ke'");
  });
