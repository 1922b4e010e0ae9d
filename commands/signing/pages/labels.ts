/** The meanings of codes that a template names by catalogue, and names of units, as they are on a day. */
import type { Labels } from '../../../documents/fill/formats.ts';
import type { Json } from '../../../expressions/json.ts';
import { itemOn, type Catalogue } from '../../../forms/catalogue.ts';
import { findUnitNames } from '../../../store/queries/names.ts';
import type { Services } from '../../contract.ts';
import { chooseCatalogue } from '../../loading/load-catalogue.ts';

const UNITS = 'units';
const UNIT_PATH = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;

/** `values`: among which the paths of units are. `day`: ISO date. */
export async function labelsFor(
  services: Services,
  template: unknown,
  values: Readonly<Record<string, Json>>,
  day: string,
): Promise<Labels> {
  const keys = new Set([...JSON.stringify(template).matchAll(/label\(([\w.-]+)\)/g)].map(([, key = '']) => key));
  const catalogues = new Map<string, Catalogue>();
  for (const key of keys) {
    const chosen = key === UNITS ? undefined : await chooseCatalogue(services, key, day);
    if (chosen) catalogues.set(key, chosen.catalogue);
  }
  const units = keys.has(UNITS) ? await findUnitNames(services.db, [...pathsIn(values)]) : new Map<string, string>();
  return (key, code) => {
    if (key === UNITS) return units.get(code);
    const catalogue = catalogues.get(key);
    return catalogue && itemOn(catalogue, code, day)?.name.vi;
  };
}

function pathsIn(value: Json | undefined, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string' && value.length <= 500 && UNIT_PATH.test(value)) found.add(value);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) pathsIn(one as Json, found);
  return found;
}
