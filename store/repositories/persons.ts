/** The register of persons, as it is written: each state of an entry is kept, with who made it so. */
import { Rejection } from '../../errors.ts';
import type { Actor } from '../../engine/command.ts';
import type { Database } from '../connection.ts';
import type { PersonFacts, PersonRecord } from '../person-contract.ts';
import { sealIdentity } from '../protection/person-identity.ts';
import { rowsOf, statement } from '../statement.ts';

const INSERT = statement(`
  with made as (
    insert into party (id, kind, identity_sealed, file_number, name, other_names, birth, unit_path, created_at, updated_at, identity_index)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, decode($13, 'hex')) on conflict do nothing returning id, revision)
  insert into party_change (party, revision, at, account, person, facts) select id, revision, $9, $10, $11, $12::json from made returning party`);

const UPDATE = statement(`
  with made as (
    update party set kind = $2, identity_number = null, identity_sealed = $3, identity_index = decode($13, 'hex'), file_number = $4, name = $5, other_names = $6, birth = $7, unit_path = $8,
      revision = revision + 1, updated_at = $9 where id = $1 and revision = $15 returning id, revision)
  insert into party_change (party, revision, at, account, person, facts, reason)
    select id, revision, $9, $10, $11, $12::json, $14 from made returning revision`);

/** The identity number is stored encrypted, and found by its index alone. */
async function valuesOf(db: Database, id: string, facts: PersonFacts, { account, person }: Actor, now: string): Promise<unknown[]> {
  const identity = facts.identityNumber === undefined ? undefined : await sealIdentity(db, id, facts.identityNumber);
  const stored = identity ? { ...facts, identityNumber: identity.sealed } : facts;
  return [
    id,
    facts.kind,
    identity ? JSON.stringify(identity.sealed) : null,
    facts.fileNumber ?? null,
    facts.name,
    facts.otherNames ?? [],
    facts.birth ?? null,
    facts.unitPath,
    now,
    account,
    person ?? null,
    JSON.stringify(stored),
    identity?.index ?? null,
  ];
}

/** False when one of the numbers is somebody's already. */
export async function addPerson(db: Database, id: string, facts: PersonFacts, actor: Actor, now: string): Promise<boolean> {
  return (await rowsOf(db, INSERT, await valuesOf(db, id, facts, actor, now))).length === 1;
}

/** Throws Rejection conflict `staleRevision`, `identityNumberTaken`, `fileNumberTaken`. */
export async function changePerson(
  db: Database,
  { id, revision }: Pick<PersonRecord, 'id' | 'revision'>,
  facts: PersonFacts,
  by: { readonly actor: Actor; readonly reason: string; readonly now: string },
): Promise<void> {
  const rows = await rowsOf(db, UPDATE, [...(await valuesOf(db, id, facts, by.actor, by.now)), by.reason, revision]);
  if (rows.length === 1) return;
  throw new Rejection('conflict', 'staleRevision', `Expected the entry of the person at revision ${revision}, but it has changed.`, {
    details: { expected: revision },
  });
}
