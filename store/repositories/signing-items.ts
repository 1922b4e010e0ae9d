/** The single signatures of a signing. Their bytes are nobody's to read but the signers', until they are on record. */
import { createHash } from 'node:crypto';
import type { Session } from '../connection.ts';
import { openDocument, sealDocument } from '../protection/document-bytes.ts';
import type { ReadyItem, Signing, SigningItem } from '../signing-contract.ts';
import { rowsOf, statement } from '../statement.ts';

const ITEMS = statement(`
  select place, document_id as "documentId", key, name, scope, base, field, capacity, sequence, level, method, signer, certificate, chain, algorithm,
    attributes, digest, digest_name as "digestName", covered, byte_range as "byteRange", room, encode(shown_sha256, 'hex') as "shownSha256",
    shown_size as "shownSize", sealed, prepared, encode(signed_sha256, 'hex') as "signedSha256"
  from signing_item where signing_id = $1 order by place`);
const READY = statement(`
  update signing_item set method = $3, signer = $4, certificate = $5, chain = $6, algorithm = $7, attributes = $8, digest = $9, digest_name = $10,
    covered = $11, byte_range = $12, room = $13, shown_sha256 = decode($14, 'hex'), shown_size = $15, sealed = $16, prepared = $17
  where signing_id = $1 and place = $2 and signed_sha256 is null`);
const DRAWN = statement(
  "update signing_item set drawn = $3, drawn_sha256 = decode($4, 'hex'), drawn_sealed = $5 where signing_id = $1 and place = $2",
);
const FIND_DRAWN = statement(`
  select drawn as bytes, drawn_sealed as sealed, encode(drawn_sha256, 'hex') as sha256 from signing_item
  where signing_id = $1 and place = $2 and drawn is not null`);
const GIVEN = statement(`
  update signing_item i set signed = $3, signed_sha256 = decode($4, 'hex'), signed_size = $5, account = $6, person = $7, on_behalf_of = $8
  from signing s where s.id = i.signing_id and s.state = 'prepared' and i.signing_id = $1 and i.place = $2 and i.prepared is not null
    and i.signed_sha256 is null and i.shown_sha256 = decode($9, 'hex') returning i.place`);
const SIGNED = statement(`
  select signed as bytes, sealed from signing_item where signing_id = $1 and place = $2 and signed is not null`);

type Row = Omit<SigningItem, 'ready'> & Omit<ReadyItem, 'prepared'> & { sealed: boolean; prepared: Buffer | null };

export async function loadItems(db: Session, { id, caseId }: Pick<Signing, 'id' | 'caseId'>): Promise<readonly SigningItem[]> {
  const rows = await rowsOf<Row & object>(db, ITEMS, [id]);
  return await Promise.all(rows.map(async (row) => await itemOf(db, caseId, row)));
}

async function itemOf(db: Session, caseId: string, row: Row): Promise<SigningItem> {
  const { place, documentId, key, name, scope, base, field, capacity, sequence, level, signedSha256, sealed, prepared, ...ready } = row;
  const bytes = prepared === null ? undefined : await openDocument(db, caseId, ready.shownSha256, { sealed, bytes: prepared });
  return {
    place,
    documentId,
    key,
    name,
    scope,
    base,
    field,
    capacity,
    sequence,
    level,
    ...(signedSha256 !== null && { signedSha256: signedSha256 as string }),
    ...(ready.method !== null && { ready: { ...ready, ...(bytes && { prepared: bytes }) } }),
  };
}

/** What is shown now for this signature, in place of what was shown before. */
export async function saveReady(
  db: Session,
  { id, caseId }: Pick<Signing, 'id' | 'caseId'>,
  place: number,
  ready: ReadyItem,
): Promise<void> {
  const { method, signer, certificate, chain, algorithm, attributes, digest, digestName, covered, byteRange, room } = ready;
  const stored = await sealDocument(db, caseId, ready.shownSha256, ready.prepared ?? Buffer.alloc(0));
  const key: readonly unknown[] = [id, place, method, signer, certificate, chain, algorithm];
  const shown: readonly unknown[] = [attributes, digest, digestName, covered, byteRange, room, ready.shownSha256, ready.shownSize];
  await rowsOf(db, READY, key.concat(shown, [stored.sealed, stored.bytes]));
}

/** The pages of what waits for the agency, its first signature: a document without a personal one, a copy to be certified. */
export async function saveDrawn(db: Session, { id, caseId }: Pick<Signing, 'id' | 'caseId'>, place: number, pages: Buffer): Promise<void> {
  const sha256 = createHash('sha256').update(pages).digest('hex');
  const { sealed, bytes } = await sealDocument(db, caseId, sha256, pages);
  await rowsOf(db, DRAWN, [id, place, bytes, sha256, sealed]);
}

export async function loadDrawn(db: Session, { id, caseId }: Pick<Signing, 'id' | 'caseId'>, place: number): Promise<Buffer | undefined> {
  const [row] = await rowsOf<{ bytes: Buffer; sealed: boolean; sha256: string }>(db, FIND_DRAWN, [id, place]);
  return row && (await openDocument(db, caseId, row.sha256, row));
}

export interface GivenSignature {
  readonly place: number;
  readonly shownSha256: string;
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly account: string;
  readonly person: string;
  readonly onBehalfOf?: string | undefined;
}

/** False when it was given or settled meanwhile, or something else is shown by now. */
export async function saveGiven(db: Session, { id, caseId }: Pick<Signing, 'id' | 'caseId'>, given: GivenSignature): Promise<boolean> {
  const { place, sha256, bytes, account, person, onBehalfOf, shownSha256 } = given;
  const stored = await sealDocument(db, caseId, sha256, bytes);
  const values = [id, place, stored.bytes, sha256, bytes.length, account, person, onBehalfOf ?? null, shownSha256];
  return (await rowsOf(db, GIVEN, values)).length > 0;
}

/** What a signature before in the same signing came to. */
export async function loadSigned(
  db: Session,
  { id, caseId }: Pick<Signing, 'id' | 'caseId'>,
  item: SigningItem,
): Promise<Buffer | undefined> {
  const [row] = await rowsOf<{ bytes: Buffer; sealed: boolean }>(db, SIGNED, [id, item.place]);
  return row && (await openDocument(db, caseId, item.signedSha256 ?? '', row));
}
