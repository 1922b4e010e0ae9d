/** Signings under way: prepared, signed, and settled. */
import { Rejection } from '../../errors.ts';
import type { Session } from '../connection.ts';
import { isSealed, openJson, requireKeys, sealJson } from '../protection/sealed.ts';
import type { Signing, SigningItem, SigningState } from '../signing-contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { compact } from './rows.ts';

const SUPERSEDE = statement(`
  update signing set state = 'superseded', closed_at = $4 where case_id = $1 and instance = $2 and state in ('prepared', 'signed')
    and (account = $3 or expires_at <= $4)`);
/** A lease: nobody else prepares the same document while it lasts. */
const LEASED = statement(`
  select s.expires_at as until from signing s join signing_item i on i.signing_id = s.id
    where i.document_id = any($1::uuid[]) and s.state in ('prepared', 'signed') and s.expires_at > $2 limit 1`);
/** Evidence that came since it was read makes another base. */
const CHANGED = statement(`
  select from unnest($1::uuid[], $2::int[]) i(id, base) join document d on d.id = i.id where d.revision <> i.base limit 1`);
const LOCK = statement('select pg_advisory_xact_lock(7104, hashtext(d::text)) from unnest($1::uuid[]) d order by hashtext(d::text)');
const ADD = statement(`
  insert into signing (id, case_id, instance, procedure, unit_path, account, person, on_behalf_of, completion, state, created_at, expires_at)
  values ($1, $2, $3, $4, $5::ltree, $6, $7, $8, $9, 'prepared', $10, $11)`);
const ADD_ITEM = statement(`
  insert into signing_item (signing_id, place, document_id, key, name, scope, base, field, capacity, sequence, level)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);
const COLUMNS = `id, case_id as "caseId", instance, procedure, unit_path as "unitPath", account, person, on_behalf_of as "onBehalfOf",
  seal_asked as "sealAsked", completion, state, refusal, created_at as "createdAt", expires_at as "expiresAt", signed_at as "signedAt",
  case_revision as "caseRevision"`;
const FIND = statement(`select ${COLUMNS} from signing where id = $1`);
const PROLONG = statement(`
  update signing set seal_asked = true, expires_at = $2 where id = $1 and state = 'prepared' returning id`);
const SIGNED = statement(`
  update signing set state = 'signed', signed_at = $2 where id = $1 and state = 'prepared' and expires_at > $2 returning id`);
const CLOSE = statement(`
  update signing set state = $2, refusal = $3, closed_at = $4 where id = $1 and state in ('prepared', 'signed') returning id`);
const FORGET = statement('update signing_item set prepared = null, signed = null, drawn = null where signing_id = $1');
const COMPLETION = 'signing';

export type NewSigning = Omit<Signing, 'state' | 'sealAsked' | 'refusal' | 'signedAt' | 'caseRevision'>;

/**
 * In a transaction. Throws conflict `documentLeased` while somebody else is about to sign one of the documents, `baseChanged` where one of
 * them is another by now.
 */
export async function addSigning(db: Session, signing: NewSigning, items: readonly SigningItem[]): Promise<void> {
  const { id, caseId, instance, procedure, unitPath, account, person, onBehalfOf, createdAt, expiresAt } = signing;
  const documents = items.map(({ documentId }) => documentId);
  await rowsOf(db, LOCK, [documents]);
  await rowsOf(db, SUPERSEDE, [caseId, instance, account, createdAt]);
  const [lease] = await rowsOf<{ until: string }>(db, LEASED, [documents, createdAt]);
  if (lease)
    throw new Rejection('conflict', 'documentLeased', 'Expected a document that nobody else is about to sign.', {
      details: { until: lease.until },
    });
  await requireUnchanged(db, items);
  const completion = await sealCompletion(db, signing);
  const values = [id, caseId, instance, procedure, unitPath, account, person, onBehalfOf ?? null, completion, createdAt, expiresAt];
  await rowsOf(db, ADD, values);
  for (const { place, documentId, key, name, scope, base, field, capacity, sequence, level } of items)
    await rowsOf(db, ADD_ITEM, [id, place, documentId, key, name, scope, base, field, capacity, sequence, level]);
}

async function requireUnchanged(db: Session, items: readonly SigningItem[]): Promise<void> {
  const first = items.filter(({ documentId }, at) => items.findIndex((one) => one.documentId === documentId) === at);
  const changed = await rowsOf(db, CHANGED, [first.map(({ documentId }) => documentId), first.map(({ base }) => base)]);
  if (changed.length > 0)
    throw new Rejection('conflict', 'baseChanged', 'Expected the document as it was read, but it has changed. Begin again.');
}

async function sealCompletion(db: Session, { caseId, completion }: NewSigning): Promise<string> {
  return db.keys ? JSON.stringify(sealJson(await db.keys.keyOf(caseId), completion, COMPLETION)) : completion;
}

/** Undefined when there is none. */
export async function findSigning(db: Session, id: string): Promise<Signing | undefined> {
  const [row] = await rowsOf<Signing & object>(db, FIND, [id]);
  if (!row) return undefined;
  const known = Object.entries(row).map(([name, value]) => [name, value ?? undefined]);
  return compact({ ...(Object.fromEntries(known) as Signing), completion: await openCompletion(db, row) });
}

async function openCompletion(db: Session, { caseId, completion }: Signing): Promise<string> {
  if (completion === '') return completion;
  const stored: unknown = JSON.parse(completion);
  if (!isSealed(stored)) return completion;
  return openJson<string>(await requireKeys(db).keyOf(caseId), stored, COMPLETION);
}

/** The person has signed: it waits for the seal, until then. False when it was settled meanwhile. */
export async function askSeal(db: Session, id: string, until: string): Promise<boolean> {
  return (await rowsOf(db, PROLONG, [id, until])).length > 0;
}

/** All its signatures are given. False when it was settled, or has expired, meanwhile. */
export async function markSigned(db: Session, id: string, now: string): Promise<boolean> {
  return (await rowsOf(db, SIGNED, [id, now])).length > 0;
}

/** Settled without a step: what was prepared or signed is gone. False when it was settled already. */
export async function closeSigning(
  db: Session,
  id: string,
  state: Extract<SigningState, 'refused' | 'superseded' | 'expired'>,
  refusal: string | undefined,
  now: string,
): Promise<boolean> {
  const [closed] = await rowsOf(db, CLOSE, [id, state, refusal ?? null, now]);
  if (closed) await rowsOf(db, FORGET, [id]);
  return closed !== undefined;
}
