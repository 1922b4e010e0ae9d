import { Rejection } from '../../errors.ts';
import type { CaseAt } from '../case-command.ts';

/** Who repairs a case has no part in deciding it: neither started it, nor has or had one of its tasks. Throws forbidden `involvedInCase`. */
export function requireUninvolved({ loaded, persons, actor }: CaseAt): void {
  const { startedPerson, participants } = loaded.case;
  const involved = [startedPerson, ...participants, ...loaded.tasks.map(({ assignee }) => assignee)];
  if (![...persons, actor.account].some((one) => involved.includes(one))) return;
  throw new Rejection(
    'forbidden',
    'involvedInCase',
    'Expected a person who has no part in the case: repairs are not for those who decide it.',
  );
}
