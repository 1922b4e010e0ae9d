import { localDate } from '../../engine/time-values.ts';
import { findSuperiors, type HeldTask } from '../../store/queries/find-superiors.ts';
import type { Services } from '../contract.ts';

/** Accounts of the head of the unit that holds a task, on the day of `now` on the law's clock. */
export async function superiorsOf({ db }: Services, task: HeldTask, now: string): Promise<readonly string[]> {
  return await findSuperiors(db, task, localDate(Date.parse(now)), now);
}
