/** Asks for a counter-signature or an opinion on an open task, before it may be completed or after it is. */
import { Rejection } from '../../errors.ts';
import { loadRights } from '../../store/repositories/rights.ts';
import type { CaseAt, CaseCommandOf } from '../case-command.ts';
import { requireText } from '../check-text.ts';
import { invalidInput } from '../invalid-input.ts';
import { requireNotExcluded } from '../../casework/excluded.ts';
import { taskAt } from '../rights/task-rights.ts';
import { authorizeWork, requireClaimed } from './require-mine.ts';

/** Throws validation `companionWithoutPerson`, `assigneeUnknown`; forbidden `personExcluded`. */
export const addCompanion: CaseCommandOf<'addCompanion'> = {
  kind: 'case',
  by: 'person',
  tasks: ({ instance }) => [instance],
  authorize: (at, { instance }) => authorizeWork(at, instance, 'addCompanion'),
  async decide(at, { instance, position, kind, name, assignee, candidates, form }) {
    requireClaimed(at, instance);
    const asked = [...(candidates ?? []), ...(assignee === undefined ? [] : [await personOf(at, assignee)])];
    if (asked.length === 0)
      throw new Rejection('validation', 'companionWithoutPerson', 'Expected the person, or the persons, who are asked.');
    requireNotExcluded(taskAt(at, instance), asked);
    const task = { kind, name: requireText(name, 'name', 200), assignee, candidates: candidates && [...candidates], form };
    const step = { type: 'addCompanion', instance, position, task } as const;
    return { command: step, step };
  },
};

async function personOf({ services, now }: CaseAt, account: string): Promise<string> {
  const rights = await loadRights(services.db, account, now);
  if (rights?.state === 'active') return rights.person;
  throw invalidInput('assigneeUnknown', 'assignee', `Expected account '${account}' to exist and to be active.`, 'assigneeUnknown');
}
