/** What comes with the product, put into the database when it is new there: calendar, catalogues, parameters, procedures. Safe to repeat. */
import { createHash } from 'node:crypto';
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import type { Json } from '../../expressions/json.ts';
import { yearsOf } from '../../law/calendar-years.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { saveCalendar, saveCalendarYear } from '../../store/repositories/calendars.ts';
import { knownContents } from '../../store/queries/known-contents.ts';
import { deployModule } from './deploy-module.ts';
import type { ProcedureModule } from './read-module.ts';
import { shipCatalogues } from './ship-catalogues.ts';
import { shipRegister } from './ship-register.ts';

const BY = INSTALLER_ACTOR.account;

export async function shipModules(services: Services, modules: readonly ProcedureModule[]): Promise<void> {
  await shipCalendar(services);
  await shipCatalogues(services);
  await shipRegister(services);
  for (const module of modules) await shipModule(services, module);
}

async function shipCalendar({ db, clock }: Services): Promise<void> {
  const calendar = readCalendar(vn);
  const { settings, years } = yearsOf(calendar);
  const { key, version } = calendar;
  await saveCalendar(db, { key, version, settings: settings as unknown as Json }, BY, clock());
  for (const year of years) await saveCalendarYear(db, key, { ...year, days: year.days as unknown as Json }, BY, clock());
}

async function shipModule(services: Services, module: ProcedureModule): Promise<void> {
  if (await changedByOffice(services, module)) {
    services.logger.info({ module: module.manifest.key }, 'module left as the office changed it');
    return;
  }
  const { definitions, parameters, rulesChanged } = await deployModule(services, module);
  const fresh = definitions.filter(({ isNew }) => isNew).map(({ key, version }) => `${key} ${version}`);
  const news = parameters.filter(({ state }) => state === 'new').map(({ key, version }) => `${key} ${version}`);
  if (fresh.length + news.length > 0 || rulesChanged)
    services.logger.info({ module: module.manifest.key, definitions: fresh, parameters: news, rulesChanged }, 'module deployed');
}

/** All of it was deployed here before, and something newer since: shipping it again would take that back. */
async function changedByOffice(services: Services, module: ProcedureModule): Promise<boolean> {
  const contents = module.resources.map(({ content }) => createHash('sha256').update(content).digest('hex'));
  const known = await knownContents(services.db, contents);
  if (!contents.every((sha256) => known.has(sha256))) return false;
  return (await deployModule(services, module, true)).definitions.some(({ isNew }) => isNew);
}
