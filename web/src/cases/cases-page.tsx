/** Hồ sơ: every case that one may see, found by words, procedure and state. */
import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { day } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { STATUSES, type CaseFilters } from './case-filters.ts';
import { casesQuery } from './case-queries.ts';
import { Limits } from './limits.tsx';
import { StatusChip } from './status-chip.tsx';

const WAIT_MS = 250;

export function CasesPage() {
  const { t } = useTranslation();
  const filters = useSearch({ from: '/inside/ho-so' });
  const navigate = useNavigate({ from: '/ho-so' });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(casesQuery(filters));
  const { data: procedures = [] } = useQuery(proceduresQuery);
  const cases = data?.pages.flatMap(({ items }) => items) ?? [];
  const names = useNames(
    [],
    cases.map(({ unitPath }) => unitPath),
    cases.map(({ procedure }) => procedure),
  );
  const show = (change: Partial<CaseFilters>): void => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const search = useDebouncedCallback((text: string) => show({ text: text.trim() === '' ? undefined : text.trim() }), WAIT_MS);
  const filtered = Object.keys(filters).length > 0;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('cases.title')}</h1>
        <Button renderRoot={(props) => <Link to="/lap-ho-so" {...props} />}>{t('start.title')}</Button>
      </header>
      <div className="chips" role="group" aria-label={t('cases.status')}>
        {[undefined, ...STATUSES].map((status) => (
          <button key={status ?? 'any'} type="button" aria-pressed={filters.status === status} onClick={() => show({ status })}>
            {t(`case.status.${status ?? 'any'}`)}
          </button>
        ))}
        <span className="chips-rule" aria-hidden />
        {(['overdue', 'near'] as const).map((state) => (
          <button
            key={state}
            type="button"
            className={state}
            aria-pressed={filters.deadline === state}
            onClick={() => show({ deadline: filters.deadline === state ? undefined : state })}
          >
            {t(`deadline.state.${state}`)}
          </button>
        ))}
      </div>
      <div className="bar">
        <TextInput
          className="grow"
          aria-label={t('cases.find')}
          placeholder={t('cases.find')}
          leftSection={<IconSearch {...ICON} size={16} />}
          defaultValue={filters.text}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <Select
          aria-label={t('inbox.procedure')}
          placeholder={t('inbox.procedure')}
          data={procedures.map(({ key, name }) => ({ value: key, label: name }))}
          value={filters.procedure ?? null}
          onChange={(procedure) => show({ procedure: procedure ?? undefined })}
          searchable
          clearable
          w={300}
        />
      </div>
      <Limits filters={filters} onChange={show} />
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && Array.from({ length: 8 }, (_, row) => <Skeleton key={row} height={44} mb={6} />)}
      {!isPending && !error && cases.length === 0 && (
        <EmptyState title={t(filtered ? 'cases.noMatch' : 'cases.empty')} hint={t(filtered ? 'inbox.noMatchHint' : 'cases.emptyHint')}>
          {filtered && (
            <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
              {t('inbox.clear')}
            </Button>
          )}
        </EmptyState>
      )}
      {cases.length > 0 && (
        <div className="card list scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('cases.column.title')}</th>
                <th scope="col">{t('cases.column.procedure')}</th>
                <th scope="col">{t('case.unit')}</th>
                <th scope="col">{t('cases.column.started')}</th>
                <th scope="col">{t('cases.column.status')}</th>
              </tr>
            </thead>
            <tbody>
              {cases.map((one) => (
                <tr key={one.id}>
                  <td>
                    <Link to="/ho-so/$caseId" params={{ caseId: one.id }} className="link">
                      {one.title}
                    </Link>
                    <small className="number dim">{one.code}</small>
                  </td>
                  <td>{names.procedure(one.procedure)}</td>
                  <td className="dim">{names.unit(one.unitPath)}</td>
                  <td className="number">{day(one.startedAt)}</td>
                  <td>
                    <StatusChip status={one.status} how={one.endedHow} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <footer className="foot">
            <span>{t(hasNextPage ? 'cases.countMore' : 'cases.count', { count: cases.length })}</span>
            <span className="gap" />
            {hasNextPage && (
              <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('cases.more')}
              </Button>
            )}
          </footer>
        </div>
      )}
    </div>
  );
}
