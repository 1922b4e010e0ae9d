/** The rows, as many as there are, by urgency: only those in sight are in the page. Scrolling moves nothing but the list. */
import { Checkbox, Skeleton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { NameOf } from '../shared/names.ts';
import type { TaskItem } from '../shared/types.ts';
import { entriesOf, type Entry } from './task-groups.ts';
import { taskKey } from './task-key.ts';
import { TaskRow } from './task-row.tsx';

interface Shown {
  readonly tasks: readonly TaskItem[];
  readonly grouped: boolean;
  readonly loading: boolean;
  readonly more: boolean;
  readonly cursor: number;
  readonly chosen: ReadonlySet<string>;
  /** cases that have changed elsewhere since the list was read */
  readonly changed: ReadonlySet<string>;
  readonly names: NameOf;
  readonly onCursor: (index: number) => void;
  readonly onToggle: (task: TaskItem, range: boolean) => void;
  readonly onToggleAll: (all: boolean) => void;
  readonly onOpen: (task: TaskItem) => void;
  readonly onClaim: ((task: TaskItem) => void) | undefined;
  readonly onEnd: () => void;
}

const ROW = 46;
const HEAD = 34;
const CARD = 118;
const NEAR_END = 20;
const narrow = (): boolean => window.matchMedia('(max-width: 48em)').matches;
const keyOf = (entry: Entry): string => (entry.kind === 'group' ? entry.urgency : taskKey(entry.task));

export function TaskList(shown: Shown) {
  const { tasks, grouped, loading, more, cursor, onEnd } = shown;
  const frame = useRef<HTMLDivElement>(null);
  const entries = useMemo(() => entriesOf(tasks, grouped, more), [tasks, grouped, more]);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => frame.current,
    estimateSize: (at) => (entries[at]?.kind === 'group' ? HEAD : narrow() ? CARD : ROW),
    getItemKey: (at) => (entries[at] ? keyOf(entries[at]) : at),
    overscan: 12,
  });
  const inSight = rows.getVirtualItems();
  const last = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= entries.length - NEAR_END) onEnd();
  }, [more, last, entries.length, onEnd]);
  // only where the cursor was moved: a page that comes, or a row that goes, must not scroll the list away under the reader
  const seen = useRef(0);
  useEffect(() => {
    if (seen.current === cursor) return;
    seen.current = cursor;
    const at = entries.findIndex((entry) => entry.kind === 'task' && entry.index === cursor);
    if (at >= 0) rows.scrollToIndex(cursor === 0 ? 0 : at);
  }, [cursor, entries, rows]);
  return (
    <div className="card list">
      <Head {...shown} />
      <div ref={frame} className="rows" tabIndex={-1}>
        {loading && Array.from({ length: 10 }, (_, row) => <Skeleton key={row} height={ROW - 8} m={4} />)}
        <Rows {...shown} entries={entries} places={inSight} height={rows.getTotalSize()} measure={rows.measureElement} />
      </div>
      <Foot {...shown} />
    </div>
  );
}

function Head({ tasks, chosen, onToggleAll }: Shown) {
  const { t } = useTranslation();
  return (
    <div className="row head">
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
  );
}

interface Placed extends Shown {
  readonly entries: readonly Entry[];
  readonly places: readonly { readonly index: number; readonly start: number }[];
  readonly height: number;
  readonly measure: (element: Element | null) => void;
}

function Rows({ entries, places, height, measure, ...shown }: Placed) {
  const { t } = useTranslation();
  const { tasks, more, cursor, chosen, changed, names, onCursor, onToggle, onOpen, onClaim } = shown;
  return (
    <div role="list" aria-label={t('inbox.title')} style={{ height, position: 'relative' }}>
      {places.map(({ index: at, start }) => {
        const entry = entries[at];
        if (!entry) return null;
        const place = { ref: measure, 'data-index': at, role: 'listitem', style: { transform: `translateY(${start}px)` } } as const;
        if (entry.kind === 'group')
          return (
            <div key={keyOf(entry)} {...place} className={`row group ${entry.urgency}`}>
              <h2>{t(`inbox.group.${entry.urgency}`)}</h2>
              <small className="number">{entry.whole ? entry.count : `${entry.count}+`}</small>
            </div>
          );
        const { task, index } = entry;
        return (
          <div
            key={keyOf(entry)}
            {...place}
            aria-setsize={more ? -1 : tasks.length}
            aria-posinset={index + 1}
            aria-current={index === cursor || undefined}
            className={index === cursor ? 'row current' : 'row'}
            data-chosen={chosen.has(taskKey(task)) || undefined}
            onClick={() => onCursor(index)}
            onDoubleClick={() => onOpen(task)}
          >
            <TaskRow
              task={task}
              chosen={chosen.has(taskKey(task))}
              changed={changed.has(task.caseId)}
              names={names}
              onToggle={onToggle}
              onOpen={onOpen}
              onClaim={onClaim}
            />
          </div>
        );
      })}
    </div>
  );
}

function Foot({ tasks, more }: Shown) {
  const { t } = useTranslation();
  return (
    <footer className="foot">
      <span>{t(more ? 'inbox.countMore' : 'inbox.count', { count: tasks.length })}</span>
      <span className="gap" />
      <span className="keys">
        <kbd>J</kbd> <kbd>K</kbd> {t('inbox.key.move')} <kbd>X</kbd> {t('inbox.key.choose')} <kbd>Space</kbd> {t('inbox.key.preview')}{' '}
        <kbd>Enter</kbd> {t('inbox.key.open')} <kbd>A</kbd> {t('inbox.key.act')} <kbd>?</kbd> {t('inbox.key.help')}
      </span>
    </footer>
  );
}
