/** Checkpoints with their signatures and time stamps, oldest first: what is kept outside to prove the record by. */
import type { SignedCheckpoint } from '../../record/checkpoint.ts';
import type { Session } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import { rowsOf, statement } from '../statement.ts';
import { checkedLimit, numberedPage, numberOf } from './keyset.ts';

const PAGE = 200;
const LIST = statement(`
  select c.number, c.statement, c.algorithm, c.public_key as "publicKey", translate(encode(c.signature, 'base64'), E'\\n', '') as signature,
    translate(encode(t.token, 'base64'), E'\\n', '') as token
  from record_checkpoint c left join record_time_stamp t on t.checkpoint = c.number where c.number > $1 order by c.number limit $2`);

type Row = SignedCheckpoint & { readonly token: string | null };
const checkpointOf = ({ token, ...checkpoint }: Row): SignedCheckpoint => ({ ...checkpoint, ...(token !== null && { token }) });

export async function pageOfCheckpoints(db: Session, page: PageRequest): Promise<Page<SignedCheckpoint>> {
  const limit = checkedLimit(page);
  const rows = await rowsOf<Row & Record<string, unknown>>(db, LIST, [numberOf(page.cursor), limit + 1]);
  return numberedPage(rows.map(checkpointOf), limit, ({ number }) => number);
}

/** All of them, some hundred at a time. */
export async function* listCheckpoints(db: Session): AsyncGenerator<SignedCheckpoint> {
  let cursor: string | undefined;
  do {
    const page = await pageOfCheckpoints(db, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}
