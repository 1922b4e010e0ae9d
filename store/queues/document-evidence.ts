/**
 * Documents whose evidence is not complete, and those that have not been looked at for long. A claim hides a row until `claimedUntil`; whoever
 * dies meanwhile loses nothing.
 */
import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';
import type { Claim } from './timers.ts';

export interface ClaimedEvidence {
  readonly documentId: string;
  readonly caseId: string;
  readonly revision: number;
  readonly tries: number;
}

const CLAIM = statement(`
  update document_evidence e set next_at = $2, tries = e.tries + 1
  from (select document_id from document_evidence where state = 'pending' and next_at <= $1 order by next_at, document_id limit $3 for update skip locked) d
  where e.document_id = d.document_id
  returning e.document_id as "documentId", e.case_id as "caseId", e.revision, e.tries`);
/** A signature that came meanwhile has set it anew: it keeps its own time. */
const LATER = statement('update document_evidence set next_at = $3 where document_id = $1 and tries = $2');
const NOT_READY = statement(`
  with keyed as (select d.id from document d where d.case_id = $1 and d.key = any($3::text[])),
  own as (select distinct k.id from keyed k join signing_item i on i.document_id = k.id join signing s on s.id = i.signing_id
    where s.case_id = $1 and s.instance = $2 and s.state = 'recorded')
  select e.document_id as id from document_evidence e
  where (e.state <> 'complete' or e.sound is false)
    and case when exists (select from own) then e.document_id in (select id from own) else e.document_id in (select id from keyed) end`);
const OLD = statement(`
  select document_id as "documentId", case_id as "caseId", revision from document_evidence where state = 'complete' and (verified_at is null or verified_at <= $1 or sound is false and verified_at <= $3) order by verified_at nulls first limit $2`);
const VERIFIED = statement('update document_evidence set verified_at = $3, sound = $4 where document_id = $1 and revision = $2');
const RENEW = statement(`
  update document_evidence set state = 'pending', renew = true, tries = 0, next_at = $1
  where state = 'complete' and sound is not false and proven_until is not null and (proven_until <= $2 or proven_at < $3)
  returning document_id as id`);

export const claimEvidence = async (db: Database, { now, claimedUntil, limit }: Claim): Promise<readonly ClaimedEvidence[]> =>
  await rowsOf<ClaimedEvidence & object>(db, CLAIM, [now, claimedUntil, limit]);

export const postponeEvidence = async (db: Database, { documentId, tries }: ClaimedEvidence, nextAt: string): Promise<void> =>
  void (await rowsOf(db, LATER, [documentId, tries, nextAt]));

/**
 * Ids of documents of these keys that may not be issued yet. Those that were signed at `instance`; where none was, all of the case that have
 * one of the keys.
 */
export async function listNotReady(db: Database, caseId: string, instance: number, keys: readonly string[]): Promise<readonly string[]> {
  return (await rowsOf<{ id: string }>(db, NOT_READY, [caseId, instance, keys])).map(({ id }) => id);
}

/** Looked at before `before`, or never, or before `unsoundBefore` and found wanting; the longest ago first. */
export const listUnverified = async (
  db: Database,
  { before, unsoundBefore, limit }: { readonly before: string; readonly unsoundBefore: string; readonly limit: number },
): Promise<readonly Omit<ClaimedEvidence, 'tries'>[]> => await rowsOf<ClaimedEvidence & object>(db, OLD, [before, limit, unsoundBefore]);

export const saveVerified = async (
  db: Database,
  { documentId, revision }: Omit<ClaimedEvidence, 'tries'>,
  sound: boolean,
  now: string,
): Promise<void> => void (await rowsOf(db, VERIFIED, [documentId, revision, now, sound]));

/** What is proven only until `until`, or was proven before `epoch`, waits for an archive time-stamp. Gives the ids. */
export async function askRenewal(db: Database, now: string, until: string, epoch: string): Promise<readonly string[]> {
  return (await rowsOf<{ id: string }>(db, RENEW, [now, until, epoch])).map(({ id }) => id);
}
