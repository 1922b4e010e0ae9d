/** What comes with the product, put into the database when it is new there: calendar, catalogues, parameters, procedures. Safe to repeat. */
import { INSTALLER_ACTOR } from '../../commands/actors.ts';
import type { Services } from '../../commands/contract.ts';
import { runCommand } from '../../commands/run-command.ts';
import type { Json } from '../../expressions/json.ts';
import { yearsOf } from '../../law/calendar-years.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import type { RegisterEntry } from '../../law/register-entry.ts';
import { readCalendar } from '../../law/read-calendar.ts';
import { saveCalendar, saveCalendarYear } from '../../store/repositories/calendars.ts';
import { shipParameters } from '../../store/repositories/parameters.ts';
import type { ProcedureModule } from './read-module.ts';
import { shipCatalogues } from './ship-catalogues.ts';

const BY = INSTALLER_ACTOR.account;

export async function shipModules(services: Services, modules: readonly ProcedureModule[]): Promise<void> {
  await shipCalendar(services);
  await shipCatalogues(services);
  for (const module of modules) await shipModule(services, module);
}

async function shipCalendar({ db, clock }: Services): Promise<void> {
  const calendar = readCalendar(vn);
  const { settings, years } = yearsOf(calendar);
  const { key, version } = calendar;
  await saveCalendar(db, { key, version, settings: settings as unknown as Json }, BY, clock());
  for (const year of years) await saveCalendarYear(db, key, { ...year, days: year.days as unknown as Json }, BY, clock());
}

async function shipModule(services: Services, { manifest, resources, parameters }: ProcedureModule): Promise<void> {
  await shipParameters(services.db, parameters.map(recordOf), BY, services.clock());
  const deployed = await runCommand(services, INSTALLER_ACTOR, { type: 'deploy', name: manifest.name.vi, resources });
  const fresh = deployed.definitions.filter(({ isNew }) => isNew);
  if (fresh.length > 0)
    services.logger.info({ module: manifest.key, definitions: fresh.map(({ key, version }) => `${key} ${version}`) }, 'module deployed');
}

function recordOf(parameter: RegisterEntry) {
  const { key, version, validFrom, validTo, citation, confidence } = parameter;
  const body = parameter as unknown as Record<string, Json>;
  return {
    key,
    version,
    body,
    validFrom,
    ...(validTo !== undefined && { validTo }),
    citation,
    confidence,
    running: parameter.running ?? ('keep' as const),
  };
}
