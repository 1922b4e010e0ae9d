/** To whom a task can be given: asked before, by the same rules as when it is. */
import { couldTake } from '../../casework/could-take.ts';
import type { TaskRecord } from '../../store/contract.ts';
import { findHolders, type HolderFound } from '../../store/queries/find-holders.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import type { Services } from '../contract.ts';
import { abilityOf } from '../rights/acting.ts';

/** So many of a name are looked at, and so many are told: whoever is not among them is found by more of the name. */
const LOOKED_AT = 60;
const TOLD = 20;

/** By name. `text`: words of it, or of the login. */
export async function candidatesOfTask(
  services: Services,
  task: TaskRecord,
  text: string | undefined,
  now: string,
): Promise<readonly HolderFound[]> {
  const { candidateRoles: roles, candidatePersons: persons } = task;
  const found = await findHolders(services.db, { text, roles: persons.length > 0 ? [] : roles, now, most: LOOKED_AT });
  const fitting: HolderFound[] = [];
  for (const { person, ...holder } of found) {
    if (task.excludedPersons.includes(person)) continue;
    const rights = await loadRights(services.db, holder.account, now);
    if (rights && couldTake(task, rights.grants, abilityOf(services, { account: holder.account, person, roles: rights.grants })))
      fitting.push(holder);
    if (fitting.length === TOLD) break;
  }
  return fitting;
}
