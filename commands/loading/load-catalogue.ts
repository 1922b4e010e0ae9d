/** Catalogues as they are deployed: the version in force on a day (forms/catalogue-in-force.ts), or one that is named. */
import { Invariant } from '../../errors.ts';
import type { Catalogue } from '../../forms/catalogue.ts';
import { catalogueInForce } from '../../forms/catalogue-in-force.ts';
import { readCatalogue } from '../../forms/read-catalogue.ts';
import type { DefinitionRecord } from '../../store/contract.ts';
import { listDefinitions } from '../../store/queries/list-definitions.ts';
import { loadDefinition } from '../../store/repositories/definitions.ts';
import type { Services } from '../contract.ts';
import { once } from './caches.ts';

export interface ChosenCatalogue {
  readonly version: number;
  readonly catalogue: Catalogue;
}

const MOST_VERSIONS = 200;

/** @param day ISO date on the law's clock */
export async function chooseCatalogue(services: Services, key: string, day: string): Promise<ChosenCatalogue | undefined> {
  const versions: (ChosenCatalogue & { readonly validFrom: string })[] = [];
  for (const { id, version } of await versionsOf(services, key)) {
    const catalogue = await loadCatalogue(services, id);
    versions.push({ version, catalogue, validFrom: catalogue.validFrom });
  }
  return catalogueInForce(versions, day);
}

/** That very version; undefined where there is none. */
export async function findCatalogueVersion(services: Services, key: string, version: number): Promise<ChosenCatalogue | undefined> {
  const record = (await versionsOf(services, key)).find((one) => one.version === version);
  return record && { version, catalogue: await loadCatalogue(services, record.id) };
}

/** Newest first. */
async function versionsOf({ db, caches }: Services, key: string): Promise<readonly DefinitionRecord[]> {
  const known = caches.catalogueVersions.get(key);
  if (known) return known;
  const { items } = await listDefinitions(db, { kind: 'catalogue', key, limit: MOST_VERSIONS });
  const active = items.filter((record) => record.active);
  caches.catalogueVersions.set(key, active);
  return active;
}

async function loadCatalogue({ db, caches }: Services, id: string): Promise<Catalogue> {
  const catalogue = await once(caches, caches.catalogues, 'catalogue', id, async () => {
    const stored = await loadDefinition(db, id);
    const read = readCatalogue(JSON.parse(stored?.source ?? 'null'));
    return read.ok ? read.catalogue : undefined;
  });
  if (catalogue) return catalogue;
  throw new Invariant(`Expected catalogue definition ${id} to be deployed and to be readable.`);
}
