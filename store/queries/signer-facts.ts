import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface SignerFacts {
  readonly person: { readonly name: string; readonly title?: string };
  /** name of the person acted for */
  readonly absent?: string;
}

const PERSONS = statement('select id, name, title from person where id = any($1::text[])');

/** Who signs, as the page names them. */
export async function findSignerFacts(db: Session, person: string, absent: string | undefined): Promise<SignerFacts> {
  const rows = await rowsOf<{ id: string; name: string; title: string | null }>(db, PERSONS, [
    absent === undefined ? [person] : [person, absent],
  ]);
  const own = rows.find(({ id }) => id === person);
  const other = rows.find(({ id }) => id === absent)?.name ?? absent;
  return {
    person: { name: own?.name ?? person, ...(own?.title && { title: own.title }) },
    ...(other !== undefined && { absent: other }),
  };
}
