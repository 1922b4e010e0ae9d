import type { Database } from '../connection.ts';
import type { LoadedCase } from '../contract.ts';
import { loadCase } from '../repositories/load-case.ts';

/** One case with its state and variables, archived ones too; `tasks`: instances wanted, closed ones too. Undefined when there is none. */
export async function findCase(db: Database, id: string, now: string, tasks?: readonly number[]): Promise<LoadedCase | undefined> {
  return await loadCase(db, id, { now, tasks });
}
