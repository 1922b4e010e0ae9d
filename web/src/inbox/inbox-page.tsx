/** Hộp việc: one list under chips, worked through by keyboard or hand, several at once, with what is new told and never slipped in. */
import { Button, Select } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { SavedFilters } from '../filters/saved-filters.tsx';
import { useKeys } from '../shared/keys.ts';
import { useNames } from '../shared/names.ts';
import type { TaskItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { BulkResult } from './bulk-result.tsx';
import { InboxChips } from './inbox-chips.tsx';
import { readInboxFilters, type InboxFilters } from './inbox-filters.ts';
import { proceduresQuery, renewTasks, tasksQuery } from './inbox-queries.ts';
import { isGrouped } from './task-groups.ts';
import { TaskList } from './task-list.tsx';
import { TaskPreview } from './task-preview.tsx';
import { useBulk } from './use-bulk.ts';
import { useChoice } from './use-choice.ts';
import { useNews } from './use-news.ts';
import './inbox.css';

export function InboxPage() {
  const { t } = useTranslation();
  const filters = useSearch({ from: '/inside/viec' });
  const navigate = useNavigate({ from: '/viec' });
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(tasksQuery(filters));
  const tasks = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const names = useNames(
    tasks.map(({ assignee }) => assignee),
    tasks.map(({ unitPath }) => unitPath),
  );
  const choice = useChoice(tasks);
  const [preview, setPreview] = useState(false);
  const [hurried, setHurried] = useState(false);
  const words = useRef<HTMLInputElement>(null);
  const bulk = useBulk(filters);
  const news = useNews(bulk.isOwn);
  const renew = useRenew(filters, () => {
    news.clear();
    choice.clear();
  });
  const show = (change: Partial<InboxFilters>): void => {
    choice.setCursor(0);
    choice.clear();
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  };
  const open = (task: TaskItem | undefined): void => {
    if (task) void navigate({ to: '/ho-so/$caseId', params: { caseId: task.caseId }, search: { viec: task.instance } });
  };
  const claim = (task: TaskItem): void => bulk.act([task], { type: 'claimTask' });
  const hurry = (): void => {
    if (choice.chosen.size === 0 && choice.current) choice.choose([choice.current]);
    setHurried(choice.current !== undefined);
  };
  useKeys({
    j: () => choice.move(1),
    k: () => choice.move(-1),
    x: () => choice.toggle(choice.current),
    ' ': () => setPreview((shown) => !shown),
    Enter: () => open(choice.current),
    a: hurry,
    '/': () => words.current?.focus(),
    Escape: choice.clear,
  });
  const end = useCallback((): void => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const previewed = preview ? choice.current : undefined;
  return (
    <div className="page inbox">
      <header className="page-head">
        <h1>{t('inbox.title')}</h1>
        {news.count > 0 && (
          <Button size="compact-sm" radius="xl" leftSection={<IconRefresh size={14} aria-hidden />} onClick={renew}>
            {t('inbox.news', { count: news.count })}
          </Button>
        )}
      </header>
      <InboxChips filters={filters} show={show} />
      <Bar filters={filters} words={words} show={show} />
      {choice.chosenTasks.length > 0 && (
        <BulkBar
          tasks={choice.chosenTasks}
          bulk={bulk}
          hurried={hurried}
          onHurried={() => setHurried(false)}
          onClear={choice.clear}
          onSigned={renew}
        />
      )}
      <BulkResult bulk={bulk} />
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {!error && !isPending && tasks.length === 0 && <Nothing filters={filters} show={show} />}
      {(isPending || tasks.length > 0) && (
        <div className={previewed ? 'split two' : 'split'}>
          <TaskList
            key={JSON.stringify(filters)}
            tasks={tasks}
            grouped={isGrouped(filters)}
            loading={isPending}
            cursor={choice.cursor}
            chosen={choice.chosen}
            changed={news.changed}
            names={names}
            onCursor={choice.setCursor}
            onToggle={choice.toggle}
            onToggleAll={(all) => choice.choose(all ? tasks : [])}
            onOpen={open}
            onClaim={filters.list === 'claimable' ? claim : undefined}
            onEnd={end}
            more={hasNextPage}
          />
          {previewed && (
            <TaskPreview
              task={previewed}
              names={names}
              onOpen={() => open(previewed)}
              onClaim={previewed.assignee === undefined && previewed.state === 'open' ? () => claim(previewed) : undefined}
              onClose={() => setPreview(false)}
            />
          )}
        </div>
      )}
    </div>
  );
}

function useRenew(filters: InboxFilters, before: () => void): () => void {
  const client = useQueryClient();
  return () => {
    before();
    void renewTasks(client, filters);
  };
}

interface Filtering {
  readonly filters: InboxFilters;
  readonly show: (change: Partial<InboxFilters>) => void;
}

function Bar({ filters, words, show }: Filtering & { readonly words: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const { data: procedures = [] } = useQuery(proceduresQuery);
  return (
    <div className="bar">
      <SearchField
        ref={words}
        label={t('inbox.find')}
        rightSection={<kbd>/</kbd>}
        value={filters.text}
        onChange={(text) => show({ text })}
      />
      <Select
        aria-label={t('inbox.procedure')}
        placeholder={t('inbox.procedure')}
        data={procedures.map(({ key, name }) => ({ value: key, label: name }))}
        value={filters.procedure ?? null}
        onChange={(procedure) => show({ procedure: procedure ?? undefined })}
        className="procedure"
        searchable
        clearable
        nothingFoundMessage={t('search.nothing')}
      />
      <SavedFilters screen="inbox" to="/viec" filters={filters} read={readInboxFilters} />
    </div>
  );
}

function Nothing({ filters, show }: Filtering) {
  const { t } = useTranslation();
  const { list = 'mine', text, procedure, deadline } = filters;
  const filtered = text !== undefined || procedure !== undefined || deadline !== undefined;
  return (
    <EmptyState title={t(filtered ? 'inbox.noMatch' : `inbox.empty.${list}`)} hint={t(filtered ? 'inbox.noMatchHint' : 'inbox.emptyHint')}>
      {filtered && (
        <Button variant="default" onClick={() => show({ text: undefined, procedure: undefined, deadline: undefined })}>
          {t('inbox.clear')}
        </Button>
      )}
      {!filtered && list === 'mine' && (
        <Button variant="default" onClick={() => show({ list: 'claimable' })}>
          {t('inbox.toClaimable')}
        </Button>
      )}
    </EmptyState>
  );
}
