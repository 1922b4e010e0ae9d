/** What decides about an account request (procedures B.5, B.7): read at the moment of the check, kept with the case by the step. */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface AccountFactsRequest {
  readonly operation: string;
  readonly caseId: string;
  /** account id of who made the request */
  readonly initiator: string;
  /** account id or login that is to be changed; absent for a new one */
  readonly account?: string | undefined;
  readonly identityNumber?: string | undefined;
  readonly unitPath?: string | undefined;
  readonly grants: readonly { readonly role: string; readonly unitPath: string }[];
}

export interface AccountFacts {
  /** id of the account the request is about; null for a new one */
  readonly account: string | null;
  readonly accountExists: boolean;
  /** an active or locked account of this identity number (S3 Đ7k2) */
  readonly personHasAccount: boolean;
  /** the target's unit, and every unit in which rights are asked for, lie under the initiator's own */
  readonly agencyMatches: boolean;
  readonly rolesAllowed: boolean;
  readonly conflictingRoles: boolean;
  readonly targetIsInitiator: boolean;
  /** another open request about the same account or person */
  readonly pendingRequest: boolean;
  /** the department acts on a local administrator's account: no approval (B.3, DIRECT) */
  readonly direct: boolean;
}

/** Roles a local administrator may hand out. */
const GRANTABLE = ['officer', 'manager', 'analyst', 'auditor'];
/** Roles the department hands out beside these. */
const GRANTABLE_BY_DEPARTMENT = [...GRANTABLE, 'admin-local'];
/** Who decides on accounts may not have business of his own to decide. */
const CONFLICTS: readonly (readonly [string, string])[] = [
  ['admin-local', 'manager'],
  ['admin-local', 'officer'],
  ['auditor', 'manager'],
  ['auditor', 'admin-local'],
];

const FACTS = statement(`
  with target as (
    select a.id, a.person, a.state, p.unit_path, p.identity_number from account a join person p on p.id = a.person
    where a.id = $1 or a.login = $1 limit 1),
  holder as (
    select a.id, a.person from account a join person p on p.id = a.person where p.identity_number = $2 and a.state in ('active', 'locked') limit 1),
  initiator as (
    select a.person, array_agg(g.unit_path) filter (where g.role in ('admin-local', 'admin-department')) as units,
      coalesce(bool_or(g.role = 'admin-department'), false) as department
    from account a left join role_grant g on g.account = a.id and g.valid_from <= $5::timestamptz and (g.valid_to is null or g.valid_to > $5::timestamptz)
    where a.id = $3 group by a.person)
  select
    (select id from target) as account,
    (select identity_number from target) as identity_number,
    exists (select from target where state <> 'revoked') as account_exists,
    exists (select from holder) as person_has_account,
    coalesce((select units from initiator), '{}')::text[] as units,
    coalesce((select department from initiator), false) as department,
    coalesce((select unit_path from target), $4::ltree)::text as target_unit,
    coalesce((select person from target) = (select person from initiator), (select person from holder) = (select person from initiator), false) as same_person,
    exists (select from role_grant g join target t on t.id = g.account where g.role = 'admin-local' and (g.valid_to is null or g.valid_to > $5::timestamptz)) as target_is_admin`);
const PENDING = statement(`
  select exists (
    select from process_case c join case_variables v on v.case_id = c.id
    where c.procedure = 'account-approval' and c.status <> 'ended' and c.id <> $1
      and (v.data -> '1' -> 'request' ->> 'personIdentity' = $2 or v.data -> '1' -> 'request' ->> 'account' = any($3::text[]))) as pending`);

interface Row {
  account: string | null;
  identity_number: string | null;
  account_exists: boolean;
  person_has_account: boolean;
  units: string[];
  department: boolean;
  target_unit: string | null;
  same_person: boolean;
  target_is_admin: boolean;
}

export async function findAccountFacts(db: Database, request: AccountFactsRequest, now: string): Promise<AccountFacts> {
  const { operation, account, identityNumber, unitPath } = request;
  const values = [account ?? null, identityNumber ?? null, request.initiator, unitPath ?? null, now];
  const [row] = await rowsOf<Row & Record<string, unknown>>(db, FACTS, values);
  const units = row?.units ?? [];
  const roles = request.grants.map(({ role }) => role);
  const asked = [unitPath, row?.target_unit ?? undefined, ...request.grants.map((grant) => grant.unitPath)].filter(
    (path) => path !== undefined,
  );
  const pending = await hasPendingRequest(db, request, row?.identity_number ?? undefined, row?.account ?? undefined);
  const grantable = row?.department ? GRANTABLE_BY_DEPARTMENT : GRANTABLE;
  return {
    account: operation === 'CREATE' ? null : (row?.account ?? null),
    accountExists: row?.account_exists ?? false,
    personHasAccount: row?.person_has_account ?? false,
    agencyMatches: asked.length > 0 && asked.every((path) => units.some((unit) => path === unit || path.startsWith(`${unit}.`))),
    rolesAllowed: roles.every((role) => grantable.includes(role)),
    conflictingRoles: CONFLICTS.some(([one, other]) => roles.includes(one) && roles.includes(other)),
    targetIsInitiator: row?.same_person ?? false,
    pendingRequest: pending,
    direct: (row?.department ?? false) && ((row?.target_is_admin ?? false) || roles.includes('admin-local')),
  };
}

async function hasPendingRequest(
  db: Database,
  request: AccountFactsRequest,
  identity: string | undefined,
  account: string | undefined,
): Promise<boolean> {
  const accounts = [request.account, account].filter((id) => id !== undefined);
  const [row] = await rowsOf<{ pending: boolean }>(db, PENDING, [request.caseId, request.identityNumber ?? identity ?? null, accounts]);
  return row?.pending ?? false;
}
