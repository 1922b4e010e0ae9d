/** One task in one line; on a phone a card. */
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { day } from '../shared/instants.ts';
import type { NameOf } from '../shared/names.ts';
import type { TaskItem } from '../shared/types.ts';
import { DeadlineChip } from '../ui/deadline-chip.tsx';

interface Shown {
  readonly task: TaskItem;
  readonly chosen: boolean;
  readonly changed: boolean;
  readonly names: NameOf;
  readonly onToggle: (task: TaskItem, range: boolean) => void;
  readonly onOpen: (task: TaskItem) => void;
  /** takes it; absent: it cannot be taken here */
  readonly onClaim: ((task: TaskItem) => void) | undefined;
}

const lastDay = ({ due, dueAt = '' }: TaskItem): string => (due?.localDate === undefined ? day(dueAt) : shownDate(due.localDate));

export function TaskRow({ task, chosen, changed, names, onToggle, onOpen, onClaim }: Shown) {
  const { t } = useTranslation();
  return (
    <>
      <Checkbox
        size="xs"
        aria-label={t('inbox.choose', { code: task.caseCode })}
        checked={chosen}
        onChange={(event) => onToggle(task, (event.nativeEvent as MouseEvent).shiftKey)}
      />
      <span className="cell title">
        <button type="button" className="link" onClick={() => onOpen(task)}>
          {task.caseTitle}
        </button>
        <small className="number dim">
          {task.caseCode}
          {changed && <em className="changed">{t('inbox.changed')}</em>}
        </small>
      </span>
      <span className="cell step">{task.name}</span>
      <span className="cell due">
        <DeadlineChip deadline={task.deadline} />
        {task.dueAt !== undefined && <small className="number dim">{lastDay(task)}</small>}
      </span>
      <span className="cell who dim">
        {task.assignee !== undefined && names.person(task.assignee)}
        {task.assignee === undefined && !onClaim && t('inbox.nobody')}
        {task.assignee === undefined && onClaim && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('inbox.claimOne', { code: task.caseCode })}
            onClick={() => onClaim(task)}
          >
            {t('task.claim')}
          </Button>
        )}
      </span>
    </>
  );
}
