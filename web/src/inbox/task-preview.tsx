import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useDue } from '../shared/due.ts';
import type { NameOf } from '../shared/names.ts';
import type { TaskItem } from '../shared/types.ts';
import { DeadlineChip } from '../ui/deadline-chip.tsx';
import { DeadlineWhy } from '../ui/deadline-why.tsx';
import { Facts } from '../ui/facts.tsx';

interface Shown {
  readonly task: TaskItem;
  readonly names: NameOf;
  readonly onOpen: () => void;
  /** absent: it cannot be taken */
  readonly onClaim: (() => void) | undefined;
  readonly onClose: () => void;
}

export function TaskPreview({ task, names, onOpen, onClaim, onClose }: Shown) {
  const { t } = useTranslation();
  return (
    <aside className="card preview" aria-label={t('inbox.preview')}>
      <div className="line">
        <span className="number dim">{task.caseCode}</span>
        <CloseButton size="sm" aria-label={t('inbox.closePreview')} onClick={onClose} />
      </div>
      <h2>{task.caseTitle}</h2>
      <div className="line start">
        <DeadlineChip deadline={task.deadline} />
        <span className="chip info">{task.name}</span>
      </div>
      <div className="line start">
        <Button onClick={onOpen}>{t('inbox.open')}</Button>
        {onClaim && (
          <Button variant="default" onClick={onClaim}>
            {t('task.claim')}
          </Button>
        )}
      </div>
      <Facts
        facts={[
          [t('case.unit'), names.unit(task.unitPath)],
          [t('task.opened'), dayAndClock(task.createdAt)],
          [t('task.due'), useDue(task)],
          [t('task.citation'), task.due?.citation],
          [t('task.assignee'), task.assignee === undefined ? undefined : names.person(task.assignee)],
        ]}
      />
      <DeadlineWhy task={task} />
    </aside>
  );
}
