/** Images of signatures and seals are added, and decided once; nothing is changed. */
import type { Session } from '../connection.ts';
import { ownerOfImage, type SigningImage } from '../queries/signing-images.ts';
import { rowsOf, statement } from '../statement.ts';

export type NewSigningImage = Omit<SigningImage, 'decision'>;

export interface ImageDecision {
  readonly image: string;
  readonly approved: boolean;
  readonly reason: string;
  readonly account: string;
  readonly person: string;
  readonly at: string;
}

const ADD = statement(`
  insert into signing_image (id, person, unit_path, valid_from, bytes, sealed, sha256, reason, account, proposed_by, at)
  values ($1, $2, $3::ltree, $4, $5, $6, decode($7, 'hex'), $8, $9, $10, $11)`);
const DECIDE = statement(`
  insert into signing_image_decision (image, approved, reason, account, person, at) values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing returning image`);

export async function addSigningImage(db: Session, image: NewSigningImage, png: Buffer | undefined): Promise<void> {
  const { id, person = null, unitPath = null, validFrom, sha256 = null, reason, account, proposedBy, at } = image;
  const bytes = png && db.keys ? (await db.keys.keyOf(ownerOfImage(id))).sealBytes(png, ownerOfImage(id)) : png;
  await rowsOf(db, ADD, [id, person, unitPath, validFrom, bytes ?? null, db.keys !== undefined, sha256, reason, account, proposedBy, at]);
}

/** False where somebody has decided already. */
export async function decideSigningImage(db: Session, { image, approved, reason, account, person, at }: ImageDecision): Promise<boolean> {
  return (await rowsOf(db, DECIDE, [image, approved, reason, account, person, at])).length > 0;
}
