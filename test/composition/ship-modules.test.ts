import path from 'node:path';
import test from 'ava';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import { openServices } from '../../commands/open-services.ts';
import { runCommand } from '../../commands/run-command.ts';
import { readModule, type ProcedureModule } from '../../composition/modules/read-module.ts';
import { shipModules } from '../../composition/modules/ship-modules.ts';
import { createLogger } from '../../logging/logger.ts';
import { openDatabase } from '../../store/connection.ts';
import { findLatestRecord } from '../../store/queries/find-definition-record.ts';
import { idSource } from '../commands/fixtures.ts';
import { findModuleDocument } from '../../store/repositories/module-documents.ts';
import { useDatabase } from '../database.ts';

const database = useDatabase(test);
const shipped = readModule(path.join(import.meta.dirname, '../../processes/account-approval'));
let services: Services;

test.serial.before(() => {
  services = openServices({
    db: openDatabase(database.url, { max: 2 }),
    clock: () => '2026-11-29T02:00:00.000Z',
    newId: idSource(),
    random: () => 0.5,
    wait: async () => {},
    logger: createLogger({ level: 'silent', format: 'json' }),
    rootUnit: 'cuc',
  });
});
test.after.always(async () => await services.db.close());

const latest = async (): Promise<number | undefined> => (await findLatestRecord(services.db, 'bpmn', 'account-approval'))?.version;

/** The same module with another wording of a step. */
function reworded(name: string): ProcedureModule {
  const resources = shipped.resources.map((resource) => ({
    ...resource,
    content: resource.content.replace('name="Phê duyệt đề nghị"', `name="${name}"`),
  }));
  return { ...shipped, resources };
}

test('what is shipped again at each start takes back nothing that the office has deployed since; a new release comes through', async (t) => {
  await shipModules(services, [shipped]);
  const first = await latest();
  await shipModules(services, [shipped]);
  t.is(await latest(), first);

  const { resources } = reworded('Xem xét, phê duyệt');
  await runCommand(services, INSTALLER_ACTOR, { type: 'deploy', name: 'office', resources });
  const office = await latest();
  t.is(office, (first ?? 0) + 1);
  await shipModules(services, [shipped]);
  t.is(await latest(), office, 'the shipped diagram is not deployed over the newer one');

  await shipModules(services, [reworded('Phê duyệt đề nghị về tài khoản')]);
  t.is(await latest(), (office ?? 0) + 1, 'a release with other content is deployed');
});

test.serial('the templates of a module are kept with its documents', async (t) => {
  await shipModules(services, [readModule(path.join(import.meta.dirname, '../../processes/postponement'))]);
  const letter = await findModuleDocument(services.db, 'postponement', 'refusal-letter');
  t.like(letter?.template, { document: 'refusal-letter', layout: 'letter' });
  const certificate = await findModuleDocument(services.db, 'postponement', 'death-certificate');
  t.is(certificate?.template, undefined, 'it comes from outside');
});
