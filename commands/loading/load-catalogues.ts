import type { Form, FormScope } from '../../forms/form.ts';
import { dayOf } from '../../forms/shown-date.ts';
import type { Services } from '../contract.ts';
import { chooseCatalogue, type ChosenCatalogue } from './load-catalogue.ts';

/** The lists that a form takes codes from, each in its version of one day; those that nobody deployed are left out. */
export interface FormCatalogues {
  readonly scope: Required<Pick<FormScope, 'catalogue' | 'openedOn'>>;
  /** by key: what is stored with the step */
  readonly versions: Readonly<Record<string, number>>;
}

/** @param openedAt instant at which the task was opened, or the case is started */
export async function loadCatalogues(services: Services, { catalogues }: Form, openedAt: string): Promise<FormCatalogues> {
  const openedOn = dayOf(openedAt) ?? '';
  const chosen = new Map<string, ChosenCatalogue>();
  for (const key of catalogues) {
    const found = await chooseCatalogue(services, key, openedOn);
    if (found) chosen.set(key, found);
  }
  return {
    scope: { openedOn, catalogue: (key) => chosen.get(key)?.catalogue },
    versions: Object.fromEntries([...chosen].map(([key, { version }]) => [key, version])),
  };
}
