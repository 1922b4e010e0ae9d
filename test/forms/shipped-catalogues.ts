import fs from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '../../forms/catalogue.ts';
import { readCatalogue } from '../../forms/read-catalogue.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'processes', '_catalogues');

export const SHIPPED_KEYS: readonly string[] = fs
  .readdirSync(FOLDER)
  .map((name) => name.replace('.catalogue.json', ''))
  .toSorted((a, b) => (a < b ? -1 : 1));

const read = new Map<string, Catalogue>();

/** As it comes with the product; undefined where none does. */
export function shippedCatalogue(key: string): Catalogue | undefined {
  if (!SHIPPED_KEYS.includes(key)) return undefined;
  const known = read.get(key);
  if (known) return known;
  const result = readCatalogue(JSON.parse(fs.readFileSync(path.join(FOLDER, `${key}.catalogue.json`), 'utf8')));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  read.set(key, result.catalogue);
  return result.catalogue;
}

export function catalogueOf(key: string): Catalogue {
  const found = shippedCatalogue(key);
  if (!found) throw new Error(`Expected a catalogue ${key}.`);
  return found;
}
