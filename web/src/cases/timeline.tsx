/** Tiến độ: the steps that people took, who and when and why, and those that are open; the text of the diagram. */
import { IconArrowBackUp, IconCheck, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames, type NameOf } from '../shared/names.ts';
import type { CaseDetail, TaskItem } from '../shared/types.ts';
import { DeadlineChip } from '../ui/deadline-chip.tsx';
import { commentsQuery } from './case-queries.ts';

const LOOK = {
  open: ['now', null],
  completed: ['done', IconCheck],
  returned: ['back', IconArrowBackUp],
  recalled: ['back', IconArrowBackUp],
  cancelled: ['gone', IconMinus],
} as const;

export function Timeline({ tasks, record }: { readonly tasks: readonly TaskItem[]; readonly record: CaseDetail }) {
  const { t } = useTranslation();
  const { data: comments } = useQuery(commentsQuery(record.id));
  const names = useNames([
    ...tasks.flatMap(({ assignee, closedPerson, closedBy }) => [assignee, closedPerson, closedBy]),
    record.startedPerson,
  ]);
  const done = tasks.filter(({ state }) => state === 'completed').length;
  const reasonAt = (task: TaskItem): string | undefined =>
    comments?.items.find(({ at, account }) => at === task.closedAt && account === task.closedBy)?.text;
  const steps = tasks.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
  return (
    <section className="card" aria-labelledby="progress">
      <div className="section-head">
        <h2 id="progress">{t('case.progress')}</h2>
        <span className="dim">{t('case.stepsDone', { count: done })}</span>
      </div>
      <ol className="timeline">
        <li className="done">
          <span className="mark">
            <IconCheck size={11} stroke={3} aria-hidden />
          </span>
          <b>{t('case.begun')}</b>
          <small>
            {names.person(record.startedPerson ?? record.startedBy)}, {dayAndClock(record.startedAt)}
          </small>
        </li>
        {steps.map((task) => (
          <Step key={task.instance} task={task} names={names} reason={reasonAt(task)} />
        ))}
        {record.endedAt !== undefined && (
          <li className="done">
            <span className="mark">
              <IconCheck size={11} stroke={3} aria-hidden />
            </span>
            <b>{t('case.ended')}</b>
            <small>{dayAndClock(record.endedAt)}</small>
          </li>
        )}
      </ol>
    </section>
  );
}

/** Closed ones when they were closed, open ones last. */
const orderOf = ({ closedAt, createdAt }: TaskItem): string => (closedAt === undefined ? `9${createdAt}` : `1${closedAt}`);

/** A task that is somebody's is completed by another only on their behalf; what was done on paper is entered by a clerk. */
function absentOf({ state, assignee, closedBy, closedPerson, act }: TaskItem): string | undefined {
  return state === 'completed' && act === undefined && assignee !== closedBy && assignee !== closedPerson ? assignee : undefined;
}

function Step({ task, names, reason }: { readonly task: TaskItem; readonly names: NameOf; readonly reason: string | undefined }) {
  const { t } = useTranslation();
  const [className, Icon] = LOOK[task.state];
  const who = task.closedPerson ?? task.closedBy ?? task.assignee;
  const forWhom = absentOf(task);
  return (
    <li className={className}>
      <span className="mark">{Icon && <Icon size={11} stroke={3} aria-hidden />}</span>
      <b>{task.name}</b>
      {task.state !== 'open' && task.state !== 'completed' && <small>{t(`task.state.${task.state}`)}</small>}
      {task.closedAt !== undefined && (
        <small>
          {[
            names.person(who),
            forWhom !== undefined && t('history.behalf', { name: names.person(forWhom) }),
            dayAndClock(task.closedAt),
            task.outcome && t('task.outcome', { outcome: task.outcomeName ?? task.outcome }),
          ]
            .filter(Boolean)
            .join(', ')}
        </small>
      )}
      {task.state === 'open' && (
        <>
          <small>{task.assignee === undefined ? t('inbox.nobody') : names.person(task.assignee)}</small>
          <DeadlineChip deadline={task.deadline} />
        </>
      )}
      {reason !== undefined && <q>{reason}</q>}
    </li>
  );
}
