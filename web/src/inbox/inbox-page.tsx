/** Hộp việc: one list under chips, worked through by keyboard or hand, several at once, with what is new told and never slipped in. */
import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconRefresh, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveChanges } from '../shared/live.ts';
import { useNames } from '../shared/names.ts';
import type { TaskItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { LISTS, type InboxFilters } from './inbox-filters.ts';
import { countsQuery, proceduresQuery, tasksQuery } from './inbox-queries.ts';
import { TaskList } from './task-list.tsx';
import { TaskPreview } from './task-preview.tsx';

export const taskKey = ({ caseId, instance }: Pick<TaskItem, 'caseId' | 'instance'>): string => `${caseId}/${instance}`;
const WAIT_MS = 250;

export function InboxPage() {
  const { t } = useTranslation();
  const filters = useSearch({ from: '/inside/viec' });
  const navigate = useNavigate({ from: '/viec' });
  const client = useQueryClient();
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(tasksQuery(filters));
  const tasks = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const names = useNames(
    tasks.map(({ assignee }) => assignee),
    tasks.map(({ unitPath }) => unitPath),
  );
  const [cursor, setCursor] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [preview, setPreview] = useState(false);
  const [news, setNews] = useState(0);
  const words = useRef<HTMLInputElement>(null);
  useLiveChanges(useCallback(() => setNews((count) => count + 1), []));

  const show = (change: Partial<InboxFilters>): void => {
    setCursor(0);
    setChosen(new Set());
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  };
  const search = useDebouncedCallback((text: string) => show({ text: text.trim() === '' ? undefined : text.trim() }), WAIT_MS);
  const renew = (): void => {
    setNews(0);
    setChosen(new Set());
    void client.invalidateQueries({ queryKey: ['tasks'] });
    void client.invalidateQueries({ queryKey: countsQuery.queryKey });
  };
  const open = (task: TaskItem | undefined): void => {
    if (task) void navigate({ to: '/ho-so/$caseId', params: { caseId: task.caseId }, search: { viec: task.instance } });
  };
  const toggle = (task: TaskItem | undefined): void => {
    if (!task) return;
    const next = new Set(chosen);
    if (!next.delete(taskKey(task))) next.add(taskKey(task));
    setChosen(next);
  };
  const move = (step: number): void => setCursor((at) => Math.max(0, Math.min(tasks.length - 1, at + step)));
  useHotkeys([
    ['J', () => move(1)],
    ['K', () => move(-1)],
    ['X', () => toggle(tasks[cursor])],
    ['Space', () => setPreview((shown) => !shown)],
    ['Enter', () => open(tasks[cursor])],
    ['/', () => words.current?.focus()],
    ['Escape', () => setChosen(new Set())],
  ]);
  const current = tasks[cursor];
  const filtered = filters.text !== undefined || filters.procedure !== undefined || filters.deadline !== undefined;
  return (
    <div className="page inbox">
      <header className="page-head">
        <h1>{t('inbox.title')}</h1>
        {news > 0 && (
          <Button size="compact-sm" radius="xl" leftSection={<IconRefresh size={14} aria-hidden />} onClick={renew}>
            {t('inbox.news', { count: news })}
          </Button>
        )}
      </header>
      <Chips filters={filters} show={show} />
      <div className="bar">
        <TextInput
          ref={words}
          className="grow"
          aria-label={t('inbox.find')}
          placeholder={t('inbox.find')}
          leftSection={<IconSearch {...ICON} size={16} />}
          rightSection={<kbd>/</kbd>}
          defaultValue={filters.text}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <ProcedureFilter value={filters.procedure} onChange={(procedure) => show({ procedure })} />
      </div>
      {chosen.size > 0 && (
        <BulkBar tasks={tasks.filter((task) => chosen.has(taskKey(task)))} onClear={() => setChosen(new Set())} onDone={renew} />
      )}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {!error && !isPending && tasks.length === 0 && (
        <EmptyState
          title={t(filtered ? 'inbox.noMatch' : `inbox.empty.${filters.list ?? 'mine'}`)}
          hint={t(filtered ? 'inbox.noMatchHint' : 'inbox.emptyHint')}
        >
          {filtered ? (
            <Button variant="default" onClick={() => void navigate({ search: filters.list ? { list: filters.list } : {}, replace: true })}>
              {t('inbox.clear')}
            </Button>
          ) : (
            (filters.list ?? 'mine') === 'mine' && (
              <Button variant="default" onClick={() => show({ list: 'claimable' })}>
                {t('inbox.toClaimable')}
              </Button>
            )
          )}
        </EmptyState>
      )}
      {(isPending || tasks.length > 0) && (
        <div className={preview && current ? 'split two' : 'split'}>
          <TaskList
            tasks={tasks}
            loading={isPending}
            cursor={cursor}
            chosen={chosen}
            names={names}
            onCursor={setCursor}
            onToggle={toggle}
            onToggleAll={(all) => setChosen(all ? new Set(tasks.map(taskKey)) : new Set())}
            onOpen={open}
            onEnd={() => {
              if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
            }}
            more={hasNextPage}
          />
          {preview && current && (
            <TaskPreview task={current} names={names} onOpen={() => open(current)} onClose={() => setPreview(false)} />
          )}
        </div>
      )}
    </div>
  );
}

function Chips({ filters, show }: { readonly filters: InboxFilters; readonly show: (change: Partial<InboxFilters>) => void }) {
  const { t } = useTranslation();
  const { data: counts } = useQuery(countsQuery);
  const list = filters.list ?? 'mine';
  return (
    <div className="chips" role="group" aria-label={t('inbox.lists')}>
      {LISTS.map((one) => (
        <button key={one} type="button" aria-pressed={list === one} onClick={() => show({ list: one === 'mine' ? undefined : one })}>
          {t(`inbox.list.${one}`)}
          {one === 'claimable' && counts && <i>{counts.claimable >= 1_000 ? '1.000+' : counts.claimable}</i>}
        </button>
      ))}
      <span className="chips-rule" aria-hidden />
      {(['overdue', 'near'] as const).map((state) => (
        <button
          key={state}
          type="button"
          className={state}
          aria-pressed={filters.deadline === state}
          disabled={list === 'done'}
          onClick={() => show({ deadline: filters.deadline === state ? undefined : state })}
        >
          {t(`deadline.state.${state}`)}
          {filters.deadline === state && <CloseButton component="span" size="xs" aria-hidden />}
        </button>
      ))}
    </div>
  );
}

interface Filter {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function ProcedureFilter({ value, onChange }: Filter) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(proceduresQuery);
  return (
    <Select
      aria-label={t('inbox.procedure')}
      placeholder={t('inbox.procedure')}
      data={data.map(({ key, name }) => ({ value: key, label: name }))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      searchable
      clearable
      w={300}
      nothingFoundMessage={t('search.nothing')}
    />
  );
}
