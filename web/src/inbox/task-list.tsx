/** The rows, as many as there are: only those in sight are in the page. On a phone each is a card. */
import { Checkbox, Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { day } from '../shared/instants.ts';
import type { NameOf } from '../shared/names.ts';
import type { TaskItem } from '../shared/types.ts';
import { DeadlineChip } from '../ui/deadline-chip.tsx';

interface Shown {
  readonly tasks: readonly TaskItem[];
  readonly loading: boolean;
  readonly more: boolean;
  readonly cursor: number;
  readonly chosen: ReadonlySet<string>;
  readonly names: NameOf;
  readonly onCursor: (index: number) => void;
  readonly onToggle: (task: TaskItem) => void;
  readonly onToggleAll: (all: boolean) => void;
  readonly onOpen: (task: TaskItem) => void;
  readonly onEnd: () => void;
}

const ROW = 46;
const CARD = 104;
const NEAR_END = 20;
const lastDay = ({ due, dueAt = '' }: TaskItem): string => (due?.localDate === undefined ? day(dueAt) : shownDate(due.localDate));
const narrow = (): boolean => window.matchMedia('(max-width: 48em)').matches;

export function TaskList({ tasks, loading, more, cursor, chosen, names, onCursor, onToggle, onToggleAll, onOpen, onEnd }: Shown) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => frame.current,
    estimateSize: () => (narrow() ? CARD : ROW),
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= tasks.length - NEAR_END) onEnd();
  }, [more, last, tasks.length, onEnd]);
  useEffect(() => {
    if (cursor < tasks.length) rows.scrollToIndex(cursor);
  }, [cursor, rows, tasks.length]);
  return (
    <div className="card list">
      <div className="row head" aria-hidden={false}>
        <Checkbox
          size="xs"
          aria-label={t('inbox.chooseAll')}
          checked={chosen.size > 0 && chosen.size === tasks.length}
          indeterminate={chosen.size > 0 && chosen.size < tasks.length}
          onChange={(event) => onToggleAll(event.currentTarget.checked)}
        />
        <span>{t('inbox.column.title')}</span>
        <span>{t('inbox.column.step')}</span>
        <span>{t('inbox.column.due')}</span>
        <span>{t('inbox.column.assignee')}</span>
      </div>
      <div ref={frame} className="rows">
        {loading && Array.from({ length: 10 }, (_, row) => <Skeleton key={row} height={ROW - 8} m={4} />)}
        <div role="list" aria-label={t('inbox.title')} style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {shown.map(({ index, start }) => {
            const task = tasks[index];
            if (!task) return null;
            const key = `${task.caseId}/${task.instance}`;
            return (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                role="listitem"
                className={index === cursor ? 'row current' : 'row'}
                data-chosen={chosen.has(key) || undefined}
                style={{ position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${start}px)` }}
                onClick={() => onCursor(index)}
                onDoubleClick={() => onOpen(task)}
              >
                <Checkbox
                  size="xs"
                  aria-label={t('inbox.choose', { code: task.caseCode })}
                  checked={chosen.has(key)}
                  onChange={() => onToggle(task)}
                />
                <span className="cell title">
                  <button type="button" className="link" onClick={() => onOpen(task)}>
                    {task.caseTitle}
                  </button>
                  <small className="number dim">{task.caseCode}</small>
                </span>
                <span className="cell step">{task.name}</span>
                <span className="cell due">
                  <DeadlineChip deadline={task.deadline} />
                  {task.dueAt !== undefined && <small className="number dim">{lastDay(task)}</small>}
                </span>
                <span className="cell who dim">{task.assignee === undefined ? t('inbox.nobody') : names.person(task.assignee)}</span>
              </div>
            );
          })}
        </div>
      </div>
      <footer className="foot">
        <span>{t(more ? 'inbox.countMore' : 'inbox.count', { count: tasks.length })}</span>
        <span className="gap" />
        <span className="keys">
          <kbd>J</kbd> <kbd>K</kbd> {t('inbox.key.move')} <kbd>X</kbd> {t('inbox.key.choose')} <kbd>Space</kbd> {t('inbox.key.preview')}{' '}
          <kbd>Enter</kbd> {t('inbox.key.open')}
        </span>
      </footer>
    </div>
  );
}
