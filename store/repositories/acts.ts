/** The record of administration: acts that are no step of a case, written in the transaction that does them. Append-only. */
import type { Actor } from '../../engine/command.ts';
import type { Json } from '../../expressions/json.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

export interface Act {
  readonly at: string;
  readonly actor: Actor;
  /** rights epoch of the acting account */
  readonly epoch?: number | undefined;
  /** the command */
  readonly act: string;
  /** id of a definition, or a topic */
  readonly subject: string;
  /** key of the definition */
  readonly procedure?: string | undefined;
  /** where the right to do it was held */
  readonly unitPath: string;
  readonly reason?: string | undefined;
  readonly outcome: Json;
}

const RECORD = statement(`
  insert into administrative_act (at, account, person, on_behalf_of, epoch, act, subject, procedure, unit_path, reason, outcome, origin)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::ltree, $10, $11, $12)`);

export async function recordAct(session: Session, { actor, ...act }: Act): Promise<void> {
  await rowsOf(session, RECORD, [
    act.at,
    actor.account,
    actor.person ?? null,
    actor.onBehalfOf ?? null,
    act.epoch ?? null,
    act.act,
    act.subject,
    act.procedure ?? null,
    act.unitPath,
    act.reason ?? null,
    JSON.stringify(act.outcome),
    actor.origin ? JSON.stringify(actor.origin) : null,
  ]);
}
