/**
 * What the register of accounts knows about a request (procedures B.5, B.7): read at the moment of the check, kept with the case by
 * the step. Facts only: which roles may be handed out, which do not go together and who decides alone stands in the module's tables.
 */
import type { Database } from '../connection.ts';
import type { RoleGrant } from '../contract.ts';
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
  readonly grants: readonly RoleGrant[];
  /** units in which positions are asked for */
  readonly positionUnits?: readonly string[];
  readonly login?: string | undefined;
  /** account that gets the open tasks of one that is locked */
  readonly substitute?: string | undefined;
  /** who decides on requests, and where that is held */
  readonly approverRole: string;
  readonly departmentUnit: string;
}

export type AccountFacts = {
  /** id of the account the request is about; null for a new one */
  readonly account: string | null;
  readonly accountExists: boolean;
  /** its person, as the register has it; null for a new one */
  readonly person: string | null;
  readonly personName: string | null;
  /** where the person is now */
  readonly targetUnit: string | null;
  /** inside, outside, operator */
  readonly targetKind: string | null;
  /** a second factor is enrolled */
  readonly secondFactor: boolean;
  /** an account of this identity number that is active, locked or waits to become active (S3 Đ7k2) */
  readonly personHasAccount: boolean;
  /** what the initiator may do, and where, in force now */
  readonly initiatorGrants: readonly { readonly role: string; readonly unitPath: string }[];
  /** roles that the account has now, or will have */
  readonly targetRoles: readonly string[];
  readonly requestedRoles: readonly string[];
  /** the target's unit, and every unit in which rights are asked for */
  readonly requestedUnits: readonly string[];
  /** units in which rights are asked for */
  readonly grantedUnits: readonly string[];
  readonly targetIsInitiator: boolean;
  /** another account has this login name */
  readonly loginTaken: boolean;
  /** the account that gets the tasks is another one, and active; true where none is named */
  readonly substituteFits: boolean;
  /** how many persons other than the initiator and the target could approve */
  readonly otherApprovers: number;
  readonly departmentUnit: string;
  /** another open request of this procedure about the same account or person */
  readonly pendingRequest: boolean;
};

const IN_FORCE = 'g.valid_from <= $5::timestamptz and (g.valid_to is null or g.valid_to > $5::timestamptz)';
const FACTS = statement(`
  with target as (
    select a.id, a.person, a.state, a.kind, a.second_factor_at, p.name, p.unit_path, p.identity_number from account a join person p on p.id = a.person
    where a.id = $1 or a.login = $1 limit 1),
  holder as (
    select a.id, a.person from account a join person p on p.id = a.person where p.identity_number = $2 and a.state <> 'revoked' limit 1),
  initiator as (select person from account where id = $3)
  select
    (select id from target) as account,
    (select identity_number from target) as identity_number,
    (select person from target) as person,
    (select name from target) as person_name,
    (select unit_path from target)::text as own_unit,
    (select kind from target) as target_kind,
    exists (select from target where second_factor_at is not null) as second_factor,
    exists (select from account a where a.login = $6 and a.id is distinct from (select id from target)) as login_taken,
    $7::text is null or exists (select from account a where (a.id = $7 or a.login = $7) and a.state = 'active' and a.id is distinct from (select id from target))
      as substitute_fits,
    (select count(distinct a.person)::int from role_grant g join account a on a.id = g.account
      where g.role = $8 and g.unit_path @> $9::ltree and ${IN_FORCE} and a.state = 'active' and (not g.needs_second_factor or a.second_factor_at is not null)
        and a.person is distinct from (select person from initiator) and a.person is distinct from (select person from target)) as other_approvers,
    exists (select from target where state <> 'revoked') as account_exists,
    exists (select from holder) as person_has_account,
    (select coalesce(json_agg(json_build_object('role', g.role, 'unitPath', g.unit_path) order by g.role, g.unit_path), '[]')
      from role_grant g where g.account = $3 and ${IN_FORCE}) as initiator_grants,
    coalesce((select unit_path from target), $4::ltree)::text as target_unit,
    coalesce((select person from target) = (select person from initiator), (select person from holder) = (select person from initiator), false) as same_person,
    array(select distinct g.role from role_grant g join target t on t.id = g.account where g.valid_to is null or g.valid_to > $5::timestamptz order by 1) as target_roles`);
const PENDING = statement(`
  select exists (
    select from process_case c join case_variables v on v.case_id = c.id
    where c.procedure = (select procedure from process_case where id = $1) and c.status <> 'ended' and c.id <> $1
      and (v.data -> '1' -> 'request' ->> 'personIdentity' = $2 or v.data -> '1' -> 'request' ->> 'account' = any($3::text[]))) as pending`);

interface Row {
  account: string | null;
  person: string | null;
  person_name: string | null;
  own_unit: string | null;
  target_kind: string | null;
  second_factor: boolean;
  login_taken: boolean;
  substitute_fits: boolean;
  other_approvers: number;
  identity_number: string | null;
  account_exists: boolean;
  person_has_account: boolean;
  initiator_grants: RoleGrant[];
  target_unit: string | null;
  same_person: boolean;
  target_roles: string[];
}

export async function findAccountFacts(db: Database, request: AccountFactsRequest, now: string): Promise<AccountFacts> {
  const { operation, account, identityNumber, unitPath, grants, login, substitute, approverRole, departmentUnit } = request;
  const subject = [account ?? null, identityNumber ?? null, request.initiator, unitPath ?? null, now];
  const values = [...subject, login ?? null, substitute ?? null, approverRole, departmentUnit];
  const [row] = await rowsOf<Row & Record<string, unknown>>(db, FACTS, values);
  const units = [unitPath, row?.target_unit ?? undefined, ...grants.map((grant) => grant.unitPath), ...(request.positionUnits ?? [])];
  return {
    account: operation === 'CREATE' ? null : (row?.account ?? null),
    person: row?.person ?? null,
    personName: row?.person_name ?? null,
    targetUnit: row?.own_unit ?? null,
    targetKind: row?.target_kind ?? null,
    secondFactor: row?.second_factor ?? false,
    loginTaken: row?.login_taken ?? false,
    substituteFits: row?.substitute_fits ?? true,
    otherApprovers: row?.other_approvers ?? 0,
    departmentUnit,
    accountExists: row?.account_exists ?? false,
    personHasAccount: row?.person_has_account ?? false,
    initiatorGrants: row?.initiator_grants ?? [],
    targetRoles: row?.target_roles ?? [],
    requestedRoles: grants.map(({ role }) => role),
    requestedUnits: [...new Set(units.filter((path) => path !== undefined))],
    grantedUnits: [...new Set(grants.map((grant) => grant.unitPath))],
    targetIsInitiator: row?.same_person ?? false,
    pendingRequest: await hasPendingRequest(db, request, row?.identity_number ?? undefined, row?.account ?? undefined),
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
