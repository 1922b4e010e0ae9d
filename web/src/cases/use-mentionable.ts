import { useQuery } from '@tanstack/react-query';
import { useNames } from '../shared/names.ts';
import type { CaseDetail } from '../shared/types.ts';
import { caseTasksQuery, commentsQuery } from './case-queries.ts';
import type { Mentionable } from './mentions.ts';

/** Whoever has had to do with the case: the server asks each time whether they may see it still. */
export function useMentionable(record: CaseDetail): readonly Mentionable[] {
  const { data: tasks } = useQuery(caseTasksQuery(record.id));
  const { data: comments } = useQuery(commentsQuery(record.id));
  const ids = [
    record.startedPerson ?? record.startedBy,
    ...record.participants,
    ...(tasks?.items ?? []).flatMap(({ assignee, closedPerson }) => [assignee, closedPerson]),
    ...(comments?.items ?? []).map(({ person, account }) => person ?? account),
  ].filter((id) => id !== undefined);
  const names = useNames(ids);
  const byName = new Map<string, Mentionable>();
  for (const id of ids) {
    const name = names.person(id);
    // an id that has no name is nobody who could be spoken to
    if (name !== id && !id.startsWith('system:') && !byName.has(name)) byName.set(name, { id, name });
  }
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}
