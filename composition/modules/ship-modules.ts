/**
 * What comes with the product, put into the database when it is new there: calendar, catalogues, parameters, procedures. What would
 * change the law in force is a proposal for a second person. Safe to repeat.
 */
import { createHash } from 'node:crypto';
import type { Services } from '../../commands/contract.ts';
import vn from '../../law/calendars/vn.json' with { type: 'json' };
import { readCalendar } from '../../law/read-calendar.ts';
import { knownContents } from '../../store/queries/known-contents.ts';
import { deployModule } from './deploy-module.ts';
import type { LawState } from './law-state.ts';
import type { ProcedureModule } from './read-module.ts';
import { shipCalendar } from './ship-calendar.ts';
import { shipCatalogues } from './ship-catalogues.ts';
import { shipParameters } from './ship-parameters.ts';
import { SHIPPED_SETTINGS } from './shipped-settings.ts';

export async function shipModules(services: Services, modules: readonly ProcedureModule[]): Promise<void> {
  tellLaw(services, 'calendar', await shipCalendar(services, readCalendar(vn)));
  await shipCatalogues(services);
  for (const module of modules) await shipModule(services, module);
  for (const { of, entries } of SHIPPED_SETTINGS) tellLaw(services, of, await shipParameters(services, entries, false));
  services.law.forget();
}

async function shipModule(services: Services, module: ProcedureModule): Promise<void> {
  if (await changedByOffice(services, module)) {
    services.logger.info({ module: module.manifest.key }, 'module left as the office changed it');
    tellLaw(services, module.manifest.key, await shipParameters(services, module.parameters, false));
    return;
  }
  const { definitions, parameters, rulesChanged } = await deployModule(services, module);
  const fresh = definitions.filter(({ isNew }) => isNew).map(({ key, version }) => `${key} ${version}`);
  if (fresh.length > 0 || rulesChanged)
    services.logger.info({ module: module.manifest.key, definitions: fresh, rulesChanged }, 'module deployed');
  tellLaw(services, module.manifest.key, parameters);
}

/** What is in force and was so shipped goes without saying. */
function tellLaw({ logger }: Services, from: string, states: readonly LawState[]): void {
  const by = Map.groupBy(states, ({ state }) => state);
  const names = (state: LawState['state']): readonly string[] => (by.get(state) ?? []).map(({ key, version }) => `${key} ${version}`);
  if (by.has('new')) logger.info({ from, law: names('new') }, 'law installed');
  if (by.has('proposed')) logger.warn({ from, law: names('proposed') }, 'law waits for the approval of a second person');
  if (by.has('refused')) logger.warn({ from, law: by.get('refused') }, 'law of this release cannot be proposed: what was in force stays');
  if (by.has('different')) logger.warn({ from, law: names('different') }, 'law of this release differs from what is in force, which stays');
}

/** All of it was deployed here before, and something newer since: shipping it again would take that back. */
async function changedByOffice(services: Services, module: ProcedureModule): Promise<boolean> {
  const contents = module.resources.map(({ content }) => createHash('sha256').update(content).digest('hex'));
  const known = await knownContents(services.db, contents);
  if (!contents.every((sha256) => known.has(sha256))) return false;
  return (await deployModule(services, module, true)).definitions.some(({ isNew }) => isNew);
}
