/** Đề nghị về tài khoản: what waits for a decision, before beside after, and what has been decided. */
import { Button, Skeleton, VisuallyHidden } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveChanges } from '../shared/live.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { requestsQuery } from './account-queries.ts';
import { AccountTabs } from './account-tabs.tsx';
import type { RequestFilters } from './request-filters.ts';
import { RequestList } from './request-list.tsx';
import './accounts.css';

export function RequestsPage() {
  const { t } = useTranslation();
  const { loc, tim } = useSearch({ from: '/inside/tai-khoan/de-nghi' });
  const navigate = useNavigate({ from: '/tai-khoan/de-nghi' });
  const client = useQueryClient();
  const status = loc ?? 'active';
  const query = requestsQuery({ status, text: tim });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(query);
  const requests = data?.pages.flatMap(({ items }) => items) ?? [];
  const [news, setNews] = useState(0);
  useLiveChanges(useCallback(() => setNews((count) => count + 1), []));
  const renew = (): void => {
    setNews(0);
    void client.invalidateQueries({ queryKey: ['accounts', 'requests'] });
  };
  const show = (change: Partial<RequestFilters>): void => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('accounts.title')}</h1>
        {news > 0 && (
          <Button size="compact-sm" radius="xl" leftSection={<IconRefresh size={14} aria-hidden />} onClick={renew}>
            {t('inbox.news', { count: news })}
          </Button>
        )}
      </header>
      <AccountTabs />
      <VisuallyHidden>
        <h2>{t('accounts.requests')}</h2>
      </VisuallyHidden>
      <div className="bar">
        <div className="chips" role="group" aria-label={t('accounts.which')}>
          {(['active', 'ended'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={status === one}
              onClick={() => show({ loc: one === 'ended' ? 'ended' : undefined })}
            >
              {t(`accounts.requestsOf.${one}`)}
            </button>
          ))}
        </div>
        <SearchField label={t('accounts.findRequest')} value={tim} onChange={(next) => show({ tim: next })} />
      </div>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && Array.from({ length: 3 }, (_, row) => <Skeleton key={row} height={180} />)}
      {!isPending && !error && requests.length === 0 && (
        <EmptyState
          title={t(tim === undefined ? `accounts.noRequests.${status}` : 'accounts.noRequestMatch')}
          hint={t(tim === undefined ? 'accounts.noRequestsHint' : 'inbox.noMatchHint')}
        >
          {tim !== undefined && (
            <Button variant="default" onClick={() => show({ tim: undefined })}>
              {t('inbox.clear')}
            </Button>
          )}
        </EmptyState>
      )}
      {requests.length > 0 && <RequestList key={status} requests={requests} several={status === 'active'} />}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </div>
  );
}
