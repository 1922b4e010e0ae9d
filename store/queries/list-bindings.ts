/** The register of bindings, oldest entry first. */
import type { Database } from '../connection.ts';
import { readAgencyTypes, readBindings, type AgencyEntry, type BindingEntry } from '../repositories/bindings.ts';

export interface BindingFilter {
  readonly role?: string | undefined;
  /** entries that hold for this unit: its own, and those of the units above it */
  readonly unitPath?: string | undefined;
  /** ISO date: entries that cover this day */
  readonly on?: string | undefined;
}

export async function listBindings(db: Database, { role, unitPath, on }: BindingFilter = {}): Promise<readonly BindingEntry[]> {
  const holdsFor = (path: string): boolean => unitPath === undefined || unitPath === path || unitPath.startsWith(`${path}.`);
  const entries = await readBindings(db);
  return entries.filter((entry) => (role === undefined || entry.role === role) && holdsFor(entry.unitPath) && covers(entry, on));
}

export async function listAgencyTypes(db: Database, { role, on }: BindingFilter = {}): Promise<readonly AgencyEntry[]> {
  return (await readAgencyTypes(db)).filter((entry) => (role === undefined || entry.role === role) && covers(entry, on));
}

function covers({ validFrom, validTo }: BindingEntry | AgencyEntry, on: string | undefined): boolean {
  return on === undefined || (validFrom <= on && (validTo === undefined || on < validTo));
}
