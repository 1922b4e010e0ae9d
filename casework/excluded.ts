/** Separation of duties is by person (design D7): whoever did the other step, also for somebody absent, may not have this task. */
import { Rejection } from '../errors.ts';
import type { TaskFacts } from './task-facts.ts';

/** Throws forbidden `personExcluded`. */
export function requireNotExcluded(
  { excludedPersons, node }: Pick<TaskFacts, 'excludedPersons' | 'node'>,
  persons: readonly string[],
): void {
  if (!persons.some((person) => excludedPersons.includes(person))) return;
  throw new Rejection(
    'forbidden',
    'personExcluded',
    `Expected user task '${node}' to be done by a person who did not do an earlier step of the case.`,
    {
      details: { node },
    },
  );
}
