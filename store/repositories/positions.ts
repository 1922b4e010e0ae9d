/** Posts that persons hold in units, with their dates. A post gives no rights by itself: roles do. */
import type { Database } from '../connection.ts';
import { translating } from '../database-error.ts';
import { Position } from '../models/position.ts';
import { compact } from './rows.ts';

export interface PositionRecord {
  readonly person: string;
  readonly unitPath: string;
  readonly title: string;
  /** ISO dates; the last day is not included */
  readonly validFrom: string;
  readonly validTo?: string;
}

export async function savePosition(db: Database, { person, unitPath, title, validFrom, validTo }: PositionRecord): Promise<void> {
  await translating(
    async () =>
      await Position.query(db.knex).insert({ person, unit_path: unitPath, title, valid_from: validFrom, valid_to: validTo ?? null }),
  );
}

/** Ends what the person holds in the unit from `lastDay` on; gives how many posts that were. */
export async function endPositions(db: Database, person: string, unitPath: string, lastDay: string): Promise<number> {
  return await translating(
    async () =>
      await Position.query(db.knex)
        .where({ person, unit_path: unitPath })
        .where((open) => open.whereNull('valid_to').orWhere('valid_to', '>', lastDay))
        .patch({ valid_to: lastDay }),
  );
}

/** Posts of a person, the latest first; with `on` (ISO date) only those held that day. */
export async function listPositions(db: Database, person: string, on?: string): Promise<readonly PositionRecord[]> {
  const rows = await translating(
    async () =>
      await Position.query(db.knex)
        .where({ person })
        .modify((query) => {
          if (on !== undefined)
            void query.where('valid_from', '<=', on).where((end) => end.whereNull('valid_to').orWhere('valid_to', '>', on));
        })
        .orderBy('valid_from', 'desc'),
  );
  return rows.map(({ unit_path, title, valid_from, valid_to }) =>
    compact({ person, unitPath: unit_path, title, validFrom: valid_from, validTo: valid_to ?? undefined }),
  );
}
