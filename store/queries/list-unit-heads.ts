import type { Database } from '../connection.ts';
import type { UnitHead } from '../repositories/unit-heads.ts';
import { compact } from '../repositories/rows.ts';
import { rowsOf, statement } from '../statement.ts';

export interface UnitHeadEntry extends UnitHead {
  readonly id: number;
  readonly reason: string;
  readonly account: string;
  readonly byPerson?: string;
  readonly at: string;
}

const LIST = statement(`
  select id, unit_path as "unitPath", person, role, valid_from as "validFrom", valid_to as "validTo", reason, account, by_person as "byPerson", at
  from unit_head where $1::ltree is null or unit_path @> $1::ltree order by id`);

/** All entries, oldest first; with `unitPath` those of this unit and the units above it. */
export async function listUnitHeads(db: Database, unitPath?: string): Promise<readonly UnitHeadEntry[]> {
  const rows = await rowsOf<Record<string, unknown>>(db, LIST, [unitPath ?? null]);
  return rows.map((row) => compact(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])))) as never;
}
