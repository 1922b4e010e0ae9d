/** Thông báo: what was told to me, newest first; opening the case reads it. */
import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import { newKey, request } from '../shared/request.ts';
import type { NoticeItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { noticesQuery, unreadQuery } from './notice-queries.ts';

const SHOWN = ['unread', 'all'] as const;

export function NoticesPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate({ from: '/thong-bao' });
  const { xem } = useSearch({ from: '/inside/thong-bao' });
  const shown = xem ?? 'all';
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    noticesQuery(shown === 'unread'),
  );
  const { data: unread = 0 } = useQuery(unreadQuery);
  const notices = data?.pages.flatMap(({ items }) => items) ?? [];
  const read = useMutation({
    mutationFn: async (which: { readonly notices: readonly number[] } | { readonly upTo: number }) =>
      await request('/notices/read', { method: 'POST', body: which, idempotencyKey: newKey() }),
    onSuccess: async () => await client.invalidateQueries({ queryKey: ['notices'] }),
  });
  const [newest] = notices;
  return (
    <div className="page narrow">
      <header className="page-head">
        <h1>{t('notices.title')}</h1>
        {unread > 0 && newest && (
          <Button variant="default" loading={read.isPending} onClick={() => read.mutate({ upTo: newest.id })}>
            {t('notices.readAll')}
          </Button>
        )}
      </header>
      <div className="chips" role="group" aria-label={t('notices.show')}>
        {SHOWN.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={shown === one}
            onClick={() => void navigate({ search: one === 'all' ? {} : { xem: one }, replace: true })}
          >
            {t(`notices.filter.${one}`)}
            {one === 'unread' && unread > 0 && <i>{unread > 99 ? '99+' : unread}</i>}
          </button>
        ))}
      </div>
      <ProblemNote error={error ?? read.error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={240} />}
      {!isPending && !error && notices.length === 0 && (
        <EmptyState
          title={t(shown === 'unread' ? 'notices.allRead' : 'notices.empty')}
          hint={t(shown === 'unread' ? 'notices.allReadHint' : 'notices.emptyHint')}
        />
      )}
      {notices.length > 0 && (
        <ul className="card choices" aria-label={t('notices.title')}>
          {notices.map((notice) => (
            <Notice key={notice.id} notice={notice} onRead={() => read.mutate({ notices: [notice.id] })} />
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

function Notice({ notice: { text, template, caseId, at, readAt }, onRead }: { readonly notice: NoticeItem; readonly onRead: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isUnread = readAt === undefined;
  const said = (
    <>
      <span>{text?.[language] ?? template}</span>
      <small className="dim number">{dayAndClock(at)}</small>
    </>
  );
  return (
    <li className="notice-row" data-unread={isUnread || undefined}>
      {caseId === undefined ? (
        <span className="notice">{said}</span>
      ) : (
        <Link to="/ho-so/$caseId" params={{ caseId }} className="notice" onClick={() => isUnread && onRead()}>
          {said}
        </Link>
      )}
      {isUnread && (
        <Tooltip label={t('notices.read')}>
          <ActionIcon aria-label={`${t('notices.read')}: ${text?.[language] ?? template}`} onClick={onRead}>
            <IconCheck {...ICON} size={17} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
