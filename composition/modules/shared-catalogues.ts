/** The lists that all procedures share: processes/_catalogues. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Rejection } from '../../errors.ts';
import type { Catalogue } from '../../forms/catalogue.ts';
import { readCatalogue } from '../../forms/read-catalogue.ts';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'processes', '_catalogues');

export interface CatalogueFile {
  readonly name: string;
  readonly content: string;
  readonly catalogue: Catalogue;
}

/** In order of names. Throws Rejection deployment `moduleFile` where one cannot be read. */
export function sharedCatalogues(): readonly CatalogueFile[] {
  return readdirSync(FOLDER)
    .toSorted()
    .map((name) => {
      const content = readFileSync(path.join(FOLDER, name), 'utf8');
      const read = readCatalogue(JSON.parse(content));
      if (read.ok) return { name, content, catalogue: read.catalogue };
      throw new Rejection('deployment', 'moduleFile', `Expected ${name} to be a catalogue.`, { problems: read.problems });
    });
}
