/** Số định danh cá nhân in the register of persons: encrypted by the person's own key, found by a keyed hash. */
import type { Session } from '../connection.ts';
import { blindIndex } from './blind-index.ts';
import { openJson, requireKeys, sealJson, type Sealed } from './sealed.ts';

const PLACE = 'identityNumber';
const ownerOf = (person: string): string => `party:${person}`;

export async function sealIdentity(
  session: Session,
  person: string,
  number: string,
): Promise<{ readonly sealed: Sealed; readonly index: string | undefined }> {
  const key = await requireKeys(session).keyOf(ownerOf(person));
  return { sealed: sealJson(key, number, PLACE), index: await identityIndex(session, number) };
}

/** `stored`: as the column has it. */
export async function openIdentity(session: Session, person: string, stored: string): Promise<string> {
  const key = await requireKeys(session).keyOf(ownerOf(person));
  return openJson<string>(key, JSON.parse(stored) as Sealed, PLACE);
}

export const identityIndex = async (session: Session, number: string): Promise<string | undefined> =>
  await blindIndex(session, `party/${PLACE}`, number);
