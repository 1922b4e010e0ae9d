/** Images of signatures and seals. Nothing is changed: a later one takes the place of an earlier one from its day. */
import { Invariant } from '../../errors.ts';
import type { Database, Session } from '../connection.ts';
import type { SqlPredicate } from '../contract.ts';
import { rowsOf, statement, unnamedRowsOf } from '../statement.ts';
import { Conditions } from './conditions.ts';

/** Whose image it is: a person's, or that of the agency of a unit. */
export type ImageHolder = { readonly person: string } | { readonly unitPath: string };

export interface SigningImage {
  readonly id: string;
  readonly person?: string;
  readonly unitPath?: string;
  /** ISO date */
  readonly validFrom: string;
  /** hex SHA-256 of the PNG; absent: from that day none is shown */
  readonly sha256?: string;
  readonly reason: string;
  readonly account: string;
  readonly proposedBy: string;
  readonly at: string;
  readonly decision?: { readonly approved: boolean; readonly reason: string; readonly account: string; readonly at: string };
}

const PERSON_UNIT = statement('select unit_path::text as "unitPath" from person where id = $1');
const COLUMNS = `
  select i.id, i.person, i.unit_path::text as "unitPath", i.valid_from::text as "validFrom", encode(i.sha256, 'hex') as sha256, i.reason, i.account,
    i.proposed_by as "proposedBy", i.at, d.approved, d.reason as "decisionReason", d.account as "decidedBy", d.at as "decidedAt"
  from signing_image i left join signing_image_decision d on d.image = i.id`;
const FIND = statement(`${COLUMNS} where i.id = $1`);
const LIST = statement(`
  ${COLUMNS} where i.person = $1 or i.unit_path = $2::ltree order by i.valid_from desc, i.at desc, i.id limit 200`);
const CONTENT = statement('select id, bytes, sealed from signing_image where id = $1');
const IN_FORCE = statement(`
  select i.id, i.bytes, i.sealed from signing_image i join signing_image_decision d on d.image = i.id and d.approved
  where (i.person = $1 or i.unit_path = $2::ltree) and i.valid_from <= $3
  order by i.valid_from desc, d.at desc, i.id desc limit 1`);

interface Row extends Omit<SigningImage, 'person' | 'unitPath' | 'sha256' | 'decision'> {
  readonly person: string | null;
  readonly unitPath: string | null;
  readonly sha256: string | null;
  readonly approved: boolean | null;
  readonly decisionReason: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}
interface Stored {
  readonly id: string;
  readonly bytes: Buffer | null;
  readonly sealed: boolean;
}

export async function findSigningImage(db: Session, id: string): Promise<SigningImage | undefined> {
  return (await rowsOf<Row>(db, FIND, [id])).map(imageOf)[0];
}

/** Of one holder, those of the latest days first. */
export async function listSigningImages(db: Session, holder: ImageHolder): Promise<readonly SigningImage[]> {
  return (await rowsOf<Row>(db, LIST, placeOf(holder))).map(imageOf);
}

/** Those that nobody has decided yet, the longest waiting first; as many as a page has. `predicate` is over SIGNING_IMAGE_COLUMNS. */
export async function listUndecidedImages(db: Database, predicate: SqlPredicate): Promise<readonly SigningImage[]> {
  const conditions = new Conditions([]).and(predicate.sql, predicate.bindings);
  const text = `${COLUMNS} left join person holder on holder.id = i.person
    cross join lateral (select coalesce(i.unit_path, holder.unit_path) as unit_path) image_place
    where d.image is null and ${conditions.where()} order by i.at, i.id limit 200`;
  return (await unnamedRowsOf<Row & Record<string, unknown>>(db, text, conditions.values)).map(imageOf);
}

/** The PNG; undefined where there is no such image, or it says that there is none. */
export async function loadSigningImage(db: Session, id: string): Promise<Buffer | undefined> {
  return await contentOf(db, (await rowsOf<Stored>(db, CONTENT, [id]))[0]);
}

/** The PNG that stands on pages of a day, an ISO date. */
export async function loadImageInForce(db: Session, holder: ImageHolder, day: string): Promise<Buffer | undefined> {
  return await contentOf(db, (await rowsOf<Stored>(db, IN_FORCE, [...placeOf(holder), day]))[0]);
}

/** The unit of a person; undefined where there is no such person. */
export async function findPersonUnit(db: Session, person: string): Promise<string | undefined> {
  return (await rowsOf<{ unitPath: string }>(db, PERSON_UNIT, [person]))[0]?.unitPath;
}

/** Whose the data key is that an image lies under, and its place. */
export const ownerOfImage = (id: string): string => `signing-image/${id}`;
const placeOf = (holder: ImageHolder): readonly [string | null, string | null] =>
  'person' in holder ? [holder.person, null] : [null, holder.unitPath];

async function contentOf({ keys }: Session, stored: Stored | undefined): Promise<Buffer | undefined> {
  if (!stored?.bytes) return undefined;
  if (!stored.sealed) return stored.bytes;
  const key = await keys?.existing(ownerOfImage(stored.id));
  if (!key) throw new Invariant(`Expected image ${stored.id} to have a data key.`);
  return key.openBytes(stored.bytes, ownerOfImage(stored.id));
}

function imageOf({ person, unitPath, sha256, approved, decisionReason: reason, decidedBy, decidedAt, ...row }: Row): SigningImage {
  return {
    ...row,
    ...(person !== null && { person }),
    ...(unitPath !== null && { unitPath }),
    ...(sha256 !== null && { sha256 }),
    ...(approved !== null && { decision: { approved, reason, account: decidedBy, at: decidedAt } }),
  };
}
