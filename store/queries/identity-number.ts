import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** An official as certificates name them. */
export interface KeyPerson {
  readonly id: string;
  readonly name: string;
  readonly personalId: string;
  readonly title?: string;
}

const PERSON = statement(
  'select id, name, title, identity_number as "personalId" from person where id = $1 and identity_number is not null',
);

/** Undefined where the number of the identity card is not on record. */
export async function findKeyPerson(db: Session, person: string): Promise<KeyPerson | undefined> {
  const [row] = await rowsOf<{ id: string; name: string; title: string | null; personalId: string }>(db, PERSON, [person]);
  if (!row) return undefined;
  const { title, ...facts } = row;
  return { ...facts, ...(title !== null && { title }) };
}
