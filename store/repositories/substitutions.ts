/** Absence cover: who acts for whom, how far and how long. Entries are added, and ended once; nothing else changes. */
import type { CoverScope } from '../../policies/cover.ts';
import type { Database, Session } from '../connection.ts';
import type { ActorRights } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { rightsSql } from './rights.ts';

export interface NewSubstitution extends CoverScope {
  /** person ids */
  readonly absent: string;
  readonly substitute: string;
  /** ISO instants; the second is the first at which it no longer holds */
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string;
  /** the paper that orders it */
  readonly basis?: string;
}
export interface By {
  readonly account: string;
  readonly person: string;
}

const HOLD = statement('select hold_accounts_of($1::text[], $2::text[])');

/** Steps of these accounts that are under way commit first, later ones see the new rights. */
export async function holdAccountsOf(session: Session, persons: readonly string[], accounts: readonly string[]): Promise<void> {
  await rowsOf(session, HOLD, [persons, accounts]);
}

const ADD = statement('select add_substitution($1::jsonb, $2, $3, $4::timestamptz) as id');

/** Under `holdAccountsOf`. Throws Rejection conflict `substitutionOverlaps`, `substituteAbsent`, `absentSubstitutes`. */
export async function addSubstitution(session: Session, entry: NewSubstitution, by: By, now: string): Promise<number> {
  const { validFrom: valid_from, validTo: valid_to, ...rest } = entry;
  const [row] = await rowsOf<{ id: number }>(session, ADD, [JSON.stringify({ ...rest, valid_from, valid_to }), by.account, by.person, now]);
  return row?.id ?? 0;
}

const END = statement('select end_substitution($1::bigint, $2, $3, $4, $5::timestamptz) as ended');

/** False when it had ended before. Under `holdAccountsOf`. */
export async function endSubstitution(session: Session, id: number, by: By, reason: string, now: string): Promise<boolean> {
  const [row] = await rowsOf<{ ended: boolean }>(session, END, [id, by.account, by.person, reason, now]);
  return row?.ended === true;
}

export interface CoverInForce {
  readonly absent: ActorRights;
  readonly own: ActorRights;
  readonly scope: CoverScope;
}

// one statement: a substitution that ends between reading it and reading the epoch would stay open for one more step
const IN_FORCE = statement(`
  select ${rightsSql('absent.id', '$3::timestamptz')} as absent, ${rightsSql('$1', '$3::timestamptz')} as own,
    json_build_object('procedures', s.procedures, 'units', array(select live_unit_text(u) from unnest(s.units) u), 'roles', s.roles) as scope
  from substitution s
    join account substitute on substitute.person = s.substitute and substitute.id = $1
    join account absent on absent.person = s.absent and absent.state = 'active'
  where s.absent = $2 and s.valid_from <= $3::timestamptz and s.valid_to > $3::timestamptz and s.ended_at is null
  order by s.id limit 1`);

/** Undefined when `account` may not act for this person now. */
export async function loadCoverInForce(db: Database, account: string, absent: string, now: string): Promise<CoverInForce | undefined> {
  const [row] = await rowsOf<CoverInForce & Record<string, unknown>>(db, IN_FORCE, [account, absent, now]);
  return row;
}
