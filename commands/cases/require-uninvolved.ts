import { Rejection } from '../../errors.ts';
import type { CaseAt } from '../case-command.ts';

/** Who repairs a case has no part in it: neither started it, nor has or had one of its tasks, nor is it about that person. Throws forbidden `involvedInCase`. */
export function requireUninvolved({ loaded, persons, actor }: CaseAt): void {
  const { startedPerson, participants, parties } = loaded.case;
  const involved = [startedPerson, ...participants, ...parties, ...loaded.tasks.map(({ assignee }) => assignee)];
  if (![...persons, actor.account].some((one) => involved.includes(one))) return;
  throw new Rejection(
    'forbidden',
    'involvedInCase',
    'Expected a person who has no part in the case: repairs are not for those who decide it.',
  );
}
