/** The box from which another agency's system fetches what it is asked for, with the receipts: delivered, read, answered or bounced. */
import { Transient } from '../../errors.ts';
import type { Json } from '../../expressions/json.ts';
import type { Session } from '../connection.ts';
import { compact } from '../repositories/rows.ts';
import { MOVING, openWhole, sealJson } from '../protection/sealed.ts';
import { rowsOf, statement } from '../statement.ts';

export type ExchangeType = 'workRequested' | 'workWithdrawn';

/** `payload`: a CloudEvent (1.0, JSON). */
export type ExchangeMessage = {
  readonly id: string;
  readonly partner: string;
  readonly caseId: string;
  readonly instance: number;
  readonly type: ExchangeType;
  readonly payload: Json;
  readonly at: string;
  readonly deliveredAt?: string;
  readonly readAt?: string;
  readonly answeredAt?: string;
  readonly bouncedAt?: string;
  readonly withdrawnAt?: string;
  readonly note?: string;
};
export type NewExchangeMessage = Pick<ExchangeMessage, 'id' | 'partner' | 'caseId' | 'instance' | 'type' | 'payload' | 'at'>;

export interface ExchangeRow {
  id: string;
  partner: string;
  case_id: string;
  instance: number;
  type: ExchangeType;
  payload: Json;
  at: string;
  delivered_at: string | null;
  read_at: string | null;
  answered_at: string | null;
  bounced_at: string | null;
  withdrawn_at: string | null;
  note: string | null;
}

const ADD = statement(`
  insert into exchange_message (id, partner, case_id, instance, type, payload, at) values ($1, $2::ltree, $3, $4, $5, $6, $7) on conflict (id) do nothing`);
/** those that were never fetched, or all that nobody has answered, bounced or withdrawn */
const FETCH = statement(`
  update exchange_message m set delivered_at = coalesce(m.delivered_at, $3) from (
    select id from exchange_message where partner <@ $1::ltree[] and (delivered_at is null or $2::boolean)
      and (type <> 'workRequested' or (answered_at is null and bounced_at is null and withdrawn_at is null))
    order by at, id limit $4 for update skip locked) d
  where m.id = d.id returning m.*`);
const READ = statement(
  'update exchange_message set read_at = $3, delivered_at = coalesce(delivered_at, $3) where id = $1 and partner <@ $2::ltree[] and read_at is null returning id',
);
const FIND = statement('select * from exchange_message where id = $1 and partner <@ $2::ltree[]');
const KNOWN = statement("select 1 as known from exchange_message where case_id = $1 and instance = $2 and type = 'workRequested' limit 1");
const CLOSE = {
  answered: statement(closing('answered_at')),
  bounced: statement(closing('bounced_at')),
  withdrawn: statement(closing('withdrawn_at')),
} as const;
export type Receipt = keyof typeof CLOSE;

/** Of the requests for this task that are open, which is one at most. */
function closing(column: string): string {
  return `update exchange_message set ${column} = $3, note = $4 where case_id = $1 and instance = $2 and type = 'workRequested'
    and answered_at is null and bounced_at is null and withdrawn_at is null and at <= $3`;
}

export const messageOf = (row: ExchangeRow): ExchangeMessage =>
  compact({
    id: row.id,
    partner: row.partner,
    caseId: row.case_id,
    instance: row.instance,
    type: row.type,
    payload: row.payload,
    at: row.at,
    deliveredAt: row.delivered_at ?? undefined,
    readAt: row.read_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    bouncedAt: row.bounced_at ?? undefined,
    withdrawnAt: row.withdrawn_at ?? undefined,
    note: row.note ?? undefined,
  }) as ExchangeMessage;

/** Put there once, however often it is delivered. */
export async function addExchangeMessage(db: Session, message: NewExchangeMessage): Promise<void> {
  const { id, partner, caseId, instance, type, payload, at } = message;
  const key = await db.keys?.existing(caseId);
  const stored = key ? sealJson(key, payload, MOVING) : payload;
  await rowsOf(db, ADD, [id, partner, caseId, instance, type, JSON.stringify(stored), at]);
}

export async function fetchExchangeMessages(
  db: Session,
  {
    units,
    again,
    limit,
    now,
  }: { readonly units: readonly string[]; readonly again: boolean; readonly limit: number; readonly now: string },
): Promise<readonly ExchangeMessage[]> {
  const rows = await rowsOf<ExchangeRow & Record<string, unknown>>(db, FETCH, [units, again, now, limit]);
  const messages = await Promise.all(rows.map(async (row) => messageOf({ ...row, payload: await openWhole(db, row.payload, MOVING) })));
  return messages.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

/** False: it was read before. Undefined: there is none for these units. */
export async function markExchangeRead(db: Session, id: string, units: readonly string[], now: string): Promise<boolean | undefined> {
  if ((await rowsOf(db, READ, [id, units, now])).length === 1) return true;
  return (await rowsOf(db, FIND, [id, units])).length === 1 ? false : undefined;
}

/** What became of the request for a task; the same again changes nothing. Throws Transient where the request itself is not in the box yet. */
export async function closeExchange(
  db: Session,
  receipt: Receipt,
  { caseId, instance, at, note }: { readonly caseId: string; readonly instance: number; readonly at: string; readonly note?: string },
): Promise<void> {
  await rowsOf(db, CLOSE[receipt], [caseId, instance, at, note ?? null]);
  if ((await rowsOf(db, KNOWN, [caseId, instance])).length > 0) return;
  throw new Transient('exchangeRequestMissing', 'Expected the request to be in the box before its receipt.');
}
