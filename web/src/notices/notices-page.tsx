/** Thông báo: what was told to me, newest first; opening the case reads it. */
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import { request } from '../shared/request.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { noticesQuery } from './notice-queries.ts';

const MOST_AT_ONCE = 200;

export function NoticesPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const client = useQueryClient();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(noticesQuery);
  const notices = data?.pages.flatMap(({ items }) => items) ?? [];
  const unread = notices.filter(({ readAt }) => readAt === undefined).map(({ id }) => id);
  const read = useMutation({
    mutationFn: async (ids: readonly number[]) =>
      await request('/notices/read', { method: 'POST', body: { notices: ids.slice(0, MOST_AT_ONCE) } }),
    onSuccess: async () => await client.invalidateQueries({ queryKey: ['notices'] }),
  });
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{t('notices.title')}</h1>
        {unread.length > 0 && (
          <Button variant="default" loading={read.isPending} onClick={() => read.mutate(unread)}>
            {t('notices.readAll')}
          </Button>
        )}
      </header>
      <ProblemNote error={error ?? read.error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={240} />}
      {!isPending && !error && notices.length === 0 && <EmptyState title={t('notices.empty')} hint={t('notices.emptyHint')} />}
      {notices.length > 0 && (
        <ul className="card choices">
          {notices.map(({ id, text, template, caseId, at, readAt }) => (
            <li key={id} data-unread={readAt === undefined || undefined}>
              {caseId === undefined ? (
                <span className="notice">
                  <span>{text?.[language] ?? template}</span>
                  <small className="dim number">{dayAndClock(at)}</small>
                </span>
              ) : (
                <Link to="/ho-so/$caseId" params={{ caseId }} className="notice" onClick={() => readAt === undefined && read.mutate([id])}>
                  <span>{text?.[language] ?? template}</span>
                  <small className="dim number">{dayAndClock(at)}</small>
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </div>
  );
}
