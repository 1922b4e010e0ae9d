/** Nhật ký: what was done and read, by whom, for whom, when, from where and why; and whether this record can be relied on. */
import { Button, Drawer, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { useNames } from '../shared/names.ts';
import { useAbility } from '../shared/session.ts';
import type { RecordItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ExportRecord } from './export-record.tsx';
import './record.css';
import { RecordDetails } from './record-details.tsx';
import { RecordFilterBar } from './record-filter-bar.tsx';
import type { RecordFilters } from './record-filters.ts';
import { recordQuery } from './record-queries.ts';
import { RecordRows } from './record-rows.tsx';
import { RecordState } from './record-state.tsx';

export function RecordPage() {
  const { t } = useTranslation();
  const filters = useSearch({ from: '/inside/nhat-ky' });
  const navigate = useNavigate({ from: '/nhat-ky' });
  const client = useQueryClient();
  const ability = useAbility();
  const { data, error, isPending, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    recordQuery(filters),
  );
  const [exporting, setExporting] = useState(false);
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (change: Partial<RecordFilters>): void => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const clear = (): void => void navigate({ search: {}, replace: true });
  const filtered = Object.keys(filters).length > 0;
  const may = (action: string): boolean => ability !== undefined && can(ability, action, 'Audit').allowed;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('record.title')}</h1>
        <Button
          variant="default"
          leftSection={<IconRefresh {...ICON} size={16} />}
          loading={isFetching && !isFetchingNextPage}
          onClick={() => void client.invalidateQueries({ queryKey: ['record'] })}
        >
          {t('record.renew')}
        </Button>
        {may('export') && (
          <Button leftSection={<IconDownload {...ICON} size={16} />} onClick={() => setExporting(true)}>
            {t('record.export')}
          </Button>
        )}
      </header>
      <p className="dim">{t('record.intro')}</p>
      {may('verify') && <RecordState />}
      <RecordFilterBar
        filters={filters}
        caseCode={entries.find(({ caseId }) => caseId === filters.hoso)?.caseCode}
        onChange={show}
        onClear={clear}
      />
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && Array.from({ length: 8 }, (_, row) => <Skeleton key={row} height={44} mb={6} />)}
      {!isPending && !error && entries.length === 0 && (
        <EmptyState title={t(filtered ? 'record.noMatch' : 'record.empty')} hint={t(filtered ? 'inbox.noMatchHint' : 'record.emptyHint')}>
          {filtered && (
            <Button variant="default" onClick={clear}>
              {t('inbox.clear')}
            </Button>
          )}
        </EmptyState>
      )}
      {entries.length > 0 && (
        <Entries entries={entries} more={hasNextPage} loading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      )}
      {exporting && <ExportRecord filters={filters} onClose={() => setExporting(false)} />}
    </div>
  );
}

interface Found {
  readonly entries: readonly RecordItem[];
  readonly more: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
}

/** The list, and beside it, or over it where there is no room, the entry that was chosen. */
function Entries({ entries, more, loading, onMore }: Found) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  const [position, setPosition] = useState<number>();
  const names = useNames(
    entries.flatMap(({ person, account, onBehalfOf, approver, subject, source }) => [
      person ?? account,
      onBehalfOf,
      approver,
      source === 'act' || source === 'account' ? subject : undefined,
    ]),
    entries.map(({ unitPath }) => unitPath),
    entries.map(({ procedure }) => procedure),
  );
  const chosen = entries.find((entry) => entry.position === position);
  const close = (): void => setPosition(undefined);
  return (
    <div className={chosen && !narrow ? 'split two' : 'split'}>
      <div className="card list scroll">
        <RecordRows
          entries={entries}
          names={names}
          chosen={position}
          onChoose={(next) => setPosition((before) => (before === next ? undefined : next))}
        />
        <footer className="foot">
          <span>{t(more ? 'record.countMore' : 'record.count', { count: entries.length })}</span>
          <span className="gap" />
          {more && (
            <Button size="compact-sm" variant="default" loading={loading} onClick={onMore}>
              {t('cases.more')}
            </Button>
          )}
        </footer>
      </div>
      {chosen && !narrow && (
        <aside className="card preview" aria-label={t('record.details')}>
          <RecordDetails entry={chosen} names={names} onClose={close} />
        </aside>
      )}
      {narrow && (
        <Drawer
          opened={chosen !== undefined}
          onClose={close}
          position="bottom"
          size="85%"
          title={t('record.details')}
          closeButtonProps={{ 'aria-label': t('record.closeDetails') }}
        >
          {chosen && <RecordDetails entry={chosen} names={names} />}
        </Drawer>
      )}
    </div>
  );
}
