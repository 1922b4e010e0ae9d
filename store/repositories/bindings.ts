/** The register of bindings: entries are added and never changed. */
import type { BindingRegister, RoleAgency, RoleBinding } from '../../engine/bindings/binding.ts';
import type { Actor } from '../../engine/command.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';
import { compact } from './rows.ts';

export interface RecordedBy {
  readonly reason: string;
  readonly account: string;
  readonly person?: string;
  readonly at: string;
}
export type BindingEntry = RoleBinding & RecordedBy;
export type AgencyEntry = RoleAgency & RecordedBy;

interface EntryRow {
  id: number;
  valid_from: string;
  valid_to: string | null;
  reason: string;
  account: string;
  person: string | null;
  at: string;
}
interface BindingRow extends EntryRow {
  role: string | null;
  agency_type: string | null;
  unit_path: string;
  mode: RoleBinding['mode'];
  partner: string | null;
  clerk_role: string | null;
  fallback_role: string | null;
  on_bounce: RoleBinding['onBounce'] | null;
  shares: string[];
}
interface AgencyRow extends EntryRow {
  role: string;
  agency_type: string;
}

const BINDINGS = statement('select * from role_binding order by id');
const AGENCIES = statement('select * from role_agency_type order by id');
const ADD_BINDING = statement(`
  insert into role_binding (role, agency_type, unit_path, mode, partner, clerk_role, fallback_role, on_bounce, shares, valid_from, valid_to, reason, account, person, at)
  values ($1, $2, $3::ltree, $4, $5::ltree, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning *`);
const ADD_AGENCY = statement(`
  insert into role_agency_type (role, agency_type, valid_from, valid_to, reason, account, person, at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning *`);

const entryOf = (row: EntryRow) => ({
  id: row.id,
  validFrom: row.valid_from,
  validTo: row.valid_to ?? undefined,
  reason: row.reason,
  account: row.account,
  person: row.person ?? undefined,
  at: row.at,
});

const bindingOf = (row: BindingRow): BindingEntry =>
  compact({
    ...entryOf(row),
    role: row.role ?? undefined,
    agencyType: row.agency_type ?? undefined,
    unitPath: row.unit_path,
    mode: row.mode,
    partner: row.partner ?? undefined,
    clerkRole: row.clerk_role ?? undefined,
    fallbackRole: row.fallback_role ?? undefined,
    onBounce: row.on_bounce ?? undefined,
    shares: row.shares.length > 0 ? row.shares : undefined,
  }) as BindingEntry;

const agencyOf = (row: AgencyRow): AgencyEntry => compact({ ...entryOf(row), role: row.role, agencyType: row.agency_type }) as AgencyEntry;

export async function readBindings(db: Session): Promise<readonly BindingEntry[]> {
  return (await rowsOf<BindingRow & Record<string, unknown>>(db, BINDINGS, [])).map(bindingOf);
}

export async function readAgencyTypes(db: Session): Promise<readonly AgencyEntry[]> {
  return (await rowsOf<AgencyRow & Record<string, unknown>>(db, AGENCIES, [])).map(agencyOf);
}

export async function loadBindingRegister(db: Session): Promise<BindingRegister> {
  const [bindings, agencies] = await Promise.all([readBindings(db), readAgencyTypes(db)]);
  return { bindings, agencies };
}

export type NewBinding = Omit<RoleBinding, 'id'> & { readonly reason: string };
export type NewAgency = Omit<RoleAgency, 'id'> & { readonly reason: string };

export async function addBinding(db: Session, entry: NewBinding, { account, person }: Actor, now: string): Promise<BindingEntry> {
  const { role, agencyType, unitPath, mode, partner, clerkRole, fallbackRole, onBounce, shares, validFrom, validTo, reason } = entry;
  const values = [role, agencyType, unitPath, mode, partner, clerkRole, fallbackRole, onBounce, shares ?? [], validFrom, validTo, reason];
  const [row] = await rowsOf<BindingRow & Record<string, unknown>>(
    db,
    ADD_BINDING,
    [...values, account, person, now].map((value) => value ?? null),
  );
  return bindingOf(row as BindingRow);
}

export async function addAgencyType(db: Session, entry: NewAgency, { account, person }: Actor, now: string): Promise<AgencyEntry> {
  const { role, agencyType, validFrom, validTo, reason } = entry;
  const values = [role, agencyType, validFrom, validTo, reason, account, person, now].map((value) => value ?? null);
  const [row] = await rowsOf<AgencyRow & Record<string, unknown>>(db, ADD_AGENCY, values);
  return agencyOf(row as AgencyRow);
}
