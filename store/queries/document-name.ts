import type { Database } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

const NAME = statement('select name from document where id = $1');

/** Of its module's list of documents; undefined when there is none. */
export async function findDocumentName(db: Database, document: string): Promise<string | undefined> {
  return (await rowsOf<{ name: string }>(db, NAME, [document]))[0]?.name;
}
