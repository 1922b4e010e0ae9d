/** Accounts outside of cases, and how the first ones come to be. Later changes are `account.apply`. */
import { Account } from '../models/account.ts';
import { Person } from '../models/person.ts';
import { RoleGrant } from '../models/role-grant.ts';
import { Unit } from '../models/unit.ts';
import type { Database, Session } from '../connection.ts';
import type { AccountRecord, AccountState } from '../contract.ts';
import { translating } from '../database-error.ts';
import { rowsOf, statement } from '../statement.ts';

const REMEMBER_PASSWORD = statement(
  'insert into password_history (account, password_hash, at) select id, password_hash, $2 from account where id = $1 and password_hash is not null',
);
const SET_PASSWORD = statement(`
  update account set password_hash = $2, password_changed_at = $3, must_change_password = $4, password_expires_at = $5, updated_at = $3
  where id = $1 returning 1 as set`);

/** False when there is no such account. `mustChange`: asked for at the next sign-in (ACC-08); `expiresAt`: signs nobody in after that. */
export async function setPassword(
  db: Session,
  account: string,
  passwordHash: string,
  now: string,
  mustChange = false,
  expiresAt?: string,
): Promise<boolean> {
  await rowsOf(db, REMEMBER_PASSWORD, [account, now]);
  return (await rowsOf(db, SET_PASSWORD, [account, passwordHash, now, mustChange, expiresAt ?? null])).length === 1;
}

const ENROL = statement('select enrol_second_factor($1, $2, $3, $4) as state');

/** Gives the state of the account then. Throws Rejection notFound `accountNotFound`, conflict `accountState`. */
export async function enrolSecondFactor(db: Session, account: string, kind: string, reference: string, now: string): Promise<AccountState> {
  const [row] = await rowsOf<{ state: AccountState }>(db, ENROL, [account, kind, reference, now]);
  return row?.state ?? 'pending';
}

export interface AccountDetails extends AccountRecord {
  readonly identityNumber?: string;
  readonly title?: string;
  readonly email?: string;
  readonly phone?: string;
  /** all grants ever, newest last; times as ISO instants */
  readonly grants: readonly { readonly role: string; readonly unitPath: string; readonly validFrom: string; readonly validTo?: string }[];
}

function detailsOf(row: Account): AccountDetails | undefined {
  const { holder, grants = [] } = row;
  return (
    holder && {
      id: row.id,
      login: row.login,
      state: row.state,
      person: row.person,
      personName: holder.name,
      unitPath: holder.unit_path,
      rightsEpoch: row.rights_epoch,
      identityNumber: holder.identity_number ?? undefined,
      title: holder.title ?? undefined,
      email: holder.email ?? undefined,
      phone: holder.phone ?? undefined,
      grants: grants.map(({ role, unit_path, valid_from, valid_to }) => ({
        role,
        unitPath: unit_path,
        validFrom: valid_from,
        validTo: valid_to ?? undefined,
      })),
    }
  );
}

export async function loadAccount(db: Database, id: string): Promise<AccountDetails | undefined> {
  const row = await translating(
    async () => await Account.query(db.knex).findById(id).withGraphFetched('[holder, grants(inOrder)]').modifiers(IN_ORDER),
  );
  return row && detailsOf(row);
}

/** Every account of a person, revoked ones too. `reference`: person id or số định danh. */
export async function listAccountsOfPerson(db: Database, reference: string): Promise<readonly AccountDetails[]> {
  const rows = await translating(
    async () =>
      await Account.query(db.knex)
        .joinRelated('holder')
        .where((either) => either.where('holder.id', reference).orWhere('holder.identity_number', reference))
        .withGraphFetched('[holder, grants(inOrder)]')
        .modifiers(IN_ORDER)
        .orderBy('account.created_at'),
  );
  return rows.flatMap((row) => detailsOf(row) ?? []);
}
const IN_ORDER = { inOrder: (query: { orderBy(column: string): unknown }): void => void query.orderBy('id') };

export interface SeedUnit {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly kind?: string;
  /** that stands for it in the numbers of its documents */
  readonly abbreviation?: string;
}
/** Adds or renames; paths stay, and so does an abbreviation that a change of units has brought. */
export async function saveUnits(db: Database, units: readonly SeedUnit[]): Promise<void> {
  if (units.length > 0)
    await translating(
      async () =>
        await Unit.query(db.knex)
          .insert([...units])
          .onConflict('id')
          .merge({
            name: db.knex.raw('excluded.name'),
            kind: db.knex.raw('excluded.kind'),
            abbreviation: db.knex.raw('coalesce(unit.abbreviation, excluded.abbreviation)'),
          } as object),
    );
}

export interface SeedAccount {
  readonly id: string;
  readonly login: string;
  readonly passwordHash?: string;
  readonly state?: AccountState;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly unitPath: string;
    readonly identityNumber?: string;
    readonly title?: string;
    readonly email?: string;
    readonly phone?: string;
  };
  readonly grants: readonly { readonly role: string; readonly unitPath: string; readonly needsSecondFactor?: boolean }[];
}

/** The first accounts of an installation, before anybody can approve one. An account that exists is left as it is: false. */
export async function seedAccount(
  db: Database,
  { id, login, passwordHash, state = 'active', person, grants }: SeedAccount,
  now: string,
): Promise<boolean> {
  return await translating(
    async () =>
      await db.knex.transaction(async (tx) => {
        if (await Account.query(tx).findById(id)) return false;
        const { unitPath, identityNumber, ...rest } = person;
        await Person.query(tx)
          .insert({ ...rest, unit_path: unitPath, identity_number: identityNumber ?? null })
          .onConflict('id')
          .ignore();
        const changedAt = passwordHash === undefined ? null : now;
        const facts = { id, person: person.id, login, state, password_hash: passwordHash ?? null, password_changed_at: changedAt };
        await Account.query(tx).insert({ ...facts, must_change_password: false, created_at: now, updated_at: now });
        for (const grant of grants)
          await RoleGrant.query(tx).insert({
            account: id,
            role: grant.role,
            unit_path: grant.unitPath,
            valid_from: now,
            needs_second_factor: grant.needsSecondFactor ?? false,
          });
        return true;
      }),
  );
}
