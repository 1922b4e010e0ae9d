/** Heads of units: entries are added and never changed; of several that cover a day the last one counts. */
import type { Actor } from '../../engine/command.ts';
import type { Session } from '../connection.ts';
import { rowsOf, statement } from '../statement.ts';

/** `person` or `role`; neither: the unit has no head from then on. Dates are ISO dates. */
export interface UnitHead {
  readonly unitPath: string;
  readonly person?: string;
  readonly role?: string;
  readonly validFrom: string;
  readonly validTo?: string;
}

const ADD = statement(`
  insert into unit_head (unit_path, person, role, valid_from, valid_to, reason, account, by_person, at)
  values ($1::ltree, $2, $3, $4, $5, $6, $7, $8, $9) returning id`);

export async function addUnitHead(db: Session, head: UnitHead & { readonly reason: string }, by: Actor, now: string): Promise<number> {
  const { unitPath, person, role, validFrom, validTo, reason } = head;
  const values = [unitPath, person ?? null, role ?? null, validFrom, validTo ?? null, reason, by.account, by.person ?? null, now];
  const [row] = await rowsOf<{ id: number }>(db, ADD, values);
  return row?.id ?? 0;
}
