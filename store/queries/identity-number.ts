import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const NUMBER = statement('select identity_number as number from person where id = $1');

/** Số định danh cá nhân of an official; undefined where it is not on record. */
export async function findIdentityNumber(db: Session, person: string): Promise<string | undefined> {
  return (await rowsOf<{ number: string | null }>(db, NUMBER, [person]))[0]?.number ?? undefined;
}
