import type { Database } from '../connection.ts';
import type { Page, PageRequest } from '../contract.ts';
import type { UnitHead } from '../repositories/unit-heads.ts';
import { compact } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';
import { checkedLimit, numberedPage, numberOf } from './keyset.ts';

export interface UnitHeadEntry extends UnitHead {
  readonly id: number;
  readonly reason: string;
  readonly account: string;
  readonly byPerson?: string;
  readonly at: string;
}

const LIST = statement(`
  select id, unit_path as "unitPath", person, role, valid_from as "validFrom", valid_to as "validTo", reason, account, by_person as "byPerson", at
  from unit_head where ($1::ltree is null or unit_path @> $1::ltree) and id > $2 order by id limit $3`);

/** Oldest first; with `unitPath` those of this unit and the units above it. */
export async function listUnitHeads(db: Database, list: PageRequest & { readonly unitPath?: string }): Promise<Page<UnitHeadEntry>> {
  const limit = checkedLimit(list);
  const rows = await rowsOf<Record<string, unknown>>(db, LIST, [list.unitPath ?? null, numberOf(list.cursor, 0), limit + 1]);
  const entries = rows.map((row) => compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined]))));
  return numberedPage(entries as unknown as readonly UnitHeadEntry[], limit, ({ id }) => id);
}
