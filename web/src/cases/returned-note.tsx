/** That the step is there again because somebody sent it back: who, when and why, before anything else of it. */
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import type { TaskItem } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { caseTasksQuery, commentsQuery } from './case-queries.ts';
import { useCaseShown } from './use-case-shown.ts';

export function ReturnedNote({ task }: { readonly task: TaskItem }) {
  const { t } = useTranslation();
  const enabled = useCaseShown(task.caseId);
  const { data: tasks } = useQuery({ ...caseTasksQuery(task.caseId), enabled });
  const { data: comments } = useQuery({ ...commentsQuery(task.caseId), enabled });
  const by = task.state === 'open' ? whoReturned(task, tasks?.items ?? []) : undefined;
  const names = useNames([by?.closedPerson ?? by?.closedBy]);
  if (!by) return null;
  const reason = comments?.items.find(({ at, account }) => at === by.closedAt && account === by.closedBy)?.text;
  const values = { name: names.person(by.closedPerson ?? by.closedBy), step: by.name, at: dayAndClock(by.closedAt ?? '') };
  return (
    <div className="note warn returned" role="status">
      <b>
        <IconArrowBackUp {...ICON} /> {t(by.state === 'recalled' ? 'returned.recalled' : 'returned.title', values)}
      </b>
      {reason !== undefined && <q>{reason}</q>}
    </div>
  );
}

/** Of the step that opened this one: it was sent back, or ended while this step had been done before. */
export function whoReturned(task: TaskItem, tasks: readonly TaskItem[]): TaskItem | undefined {
  const wasDone = tasks.some(({ node, instance, state }) => node === task.node && instance < task.instance && state !== 'open');
  return tasks.find(
    ({ closedAt, state, instance }) =>
      instance !== task.instance &&
      closedAt === task.createdAt &&
      (state === 'returned' || state === 'recalled' || (state === 'completed' && wasDone)),
  );
}
