/** The register of bindings, oldest entry first. */
import type { Database } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import { checkedLimit, numberedPage, numberOf } from './keyset.ts';
import { readAgencyTypes, readBindings, type AgencyEntry, type BindingEntry } from '../repositories/bindings.ts';

export interface BindingFilter extends PageRequest {
  readonly role?: string | undefined;
  /** entries that hold for this unit: its own, and those of the units above it */
  readonly unitPath?: string | undefined;
  /** ISO date: entries that cover this day */
  readonly on?: string | undefined;
}

export async function listBindings(db: Database, { role, unitPath, on, ...page }: BindingFilter): Promise<Page<BindingEntry>> {
  const holdsFor = (path: string): boolean => unitPath === undefined || unitPath === path || unitPath.startsWith(`${path}.`);
  const entries = await readBindings(db);
  return paged(
    entries.filter((entry) => (role === undefined || entry.role === role) && holdsFor(entry.unitPath) && covers(entry, on)),
    page,
  );
}

export async function listAgencyTypes(db: Database, { role, on, ...page }: BindingFilter): Promise<Page<AgencyEntry>> {
  const entries = await readAgencyTypes(db);
  return paged(
    entries.filter((entry) => (role === undefined || entry.role === role) && covers(entry, on)),
    page,
  );
}

/** The register is small and at hand: it is cut after it was read. */
function paged<T extends { readonly id: number }>(entries: readonly T[], page: PageRequest): Page<T> {
  const limit = checkedLimit(page);
  const after = numberOf(page.cursor, 0);
  return numberedPage(entries.filter(({ id }) => id > after).slice(0, limit + 1), limit, ({ id }) => id);
}

function covers({ validFrom, validTo }: BindingEntry | AgencyEntry, on: string | undefined): boolean {
  return on === undefined || (validFrom <= on && (validTo === undefined || on < validTo));
}
