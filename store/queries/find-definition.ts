import type { Database } from '../connection.ts';
import type { DefinitionSource } from '../contract.ts';
import { loadDefinition, loadDefinitionVersion, loadLatestDefinition } from '../repositories/definitions.ts';

/** One version with its source; undefined when there is none. */
export async function findDefinition(db: Database, id: string): Promise<DefinitionSource | undefined> {
  return await loadDefinition(db, id);
}

/** A form: that version, or without one the latest active. */
export async function findForm(db: Database, key: string, version?: number): Promise<DefinitionSource | undefined> {
  return version === undefined ? await loadLatestDefinition(db, 'form', key) : await loadDefinitionVersion(db, 'form', key, version);
}
