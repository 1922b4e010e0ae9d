/**
 * Numbers of persons that the register kept before it was encrypted, sealed where they stand and in its history. Each row by itself, in
 * batches: a run that is stopped goes on where it was, and what changed meanwhile is left to whoever changed it.
 */
import { Rejection } from '../../errors.ts';
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';
import { sealIdentity } from './person-identity.ts';

const PLAIN = statement(
  'select id, identity_number as number from party where identity_number is not null and id > $1 order by id limit $2',
);
const SEAL = statement(`
  update party set identity_number = null, identity_sealed = $3, identity_index = decode($4, 'hex') where id = $1 and identity_number = $2 returning id`);
const PLAIN_PAST = statement(`
  select party, revision, facts ->> 'identityNumber' as number from party_change
  where json_typeof(facts -> 'identityNumber') = 'string' and (party, revision) > ($1, $2::int) order by party, revision limit $3`);
const SEAL_PAST = statement(`
  update party_change set facts = jsonb_set(facts::jsonb, '{identityNumber}', $3::jsonb)::json
  where party = $1 and revision = $2 and json_typeof(facts -> 'identityNumber') = 'string' returning party`);
const BATCH = 200;

export interface SealedIdentities {
  readonly persons: number;
  /** earlier states of entries */
  readonly states: number;
  /** ids of persons whose number another person has already, written otherwise: somebody must decide who they are */
  readonly taken: readonly string[];
}

export async function sealIdentities(db: Database, batch = BATCH): Promise<SealedIdentities> {
  const { sealed: persons, taken } = await sealPresent(db, batch);
  return { persons, states: await sealPast(db, batch), taken };
}

async function sealPresent(db: Database, batch: number): Promise<{ readonly sealed: number; readonly taken: readonly string[] }> {
  const taken: string[] = [];
  let sealed = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: { id: string; number: string }[] = await rowsOf(db, PLAIN, [after, batch]);
    for (const { id, number } of rows) {
      const done = await sealOne(db, id, number);
      if (done === 'taken') taken.push(id);
      if (done === 'sealed') sealed += 1;
    }
    after = rows.at(-1)?.id;
  }
  return { sealed, taken };
}

async function sealOne(db: Database, id: string, number: string): Promise<'sealed' | 'changed' | 'taken'> {
  const { sealed, index } = await sealIdentity(db, id, number);
  try {
    const rows = await rowsOf(db, SEAL, [id, number, JSON.stringify(sealed), index ?? null]);
    return rows.length === 1 ? 'sealed' : 'changed';
  } catch (error) {
    if (error instanceof Rejection && error.code === 'identityNumberTaken') return 'taken';
    throw error;
  }
}

async function sealPast(db: Database, batch: number): Promise<number> {
  let states = 0;
  let after: readonly [party: string, revision: number] | undefined = ['', 0];
  while (after) {
    const rows: { party: string; revision: number; number: string }[] = await rowsOf(db, PLAIN_PAST, [...after, batch]);
    for (const { party, revision, number } of rows) {
      const { sealed } = await sealIdentity(db, party, number);
      states += (await rowsOf(db, SEAL_PAST, [party, revision, JSON.stringify(sealed)])).length;
    }
    const last = rows.at(-1);
    after = last && [last.party, last.revision];
  }
  return states;
}
