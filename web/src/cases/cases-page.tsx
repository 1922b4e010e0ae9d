/** Hồ sơ: every case that one may see, found by words, procedure, state, unit and day; what is looked for often is saved under a name. */
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { day } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { useSession } from '../shared/session.ts';
import type { CaseItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { CaseSearch } from './case-search.tsx';
import type { CaseFilters } from './case-filters.ts';
import { casesQuery } from './case-queries.ts';
import { StatusChip } from './status-chip.tsx';

export function CasesPage() {
  const { t } = useTranslation();
  const filters = useSearch({ from: '/inside/ho-so' });
  const navigate = useNavigate({ from: '/ho-so' });
  const { person } = useSession();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(casesQuery(filters, person));
  const cases = data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (change: Partial<CaseFilters>): void => void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const filtered = Object.keys(filters).length > 0;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('cases.title')}</h1>
        <Button renderRoot={(props) => <Link to="/lap-ho-so" {...props} />}>{t('start.title')}</Button>
      </header>
      <CaseSearch filters={filters} show={show} />
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
          <CaseTable cases={cases} />
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

function CaseTable({ cases }: { readonly cases: readonly CaseItem[] }) {
  const { t } = useTranslation();
  const names = useNames(
    [],
    cases.map(({ unitPath }) => unitPath),
    cases.map(({ procedure }) => procedure),
  );
  return (
    <table className="table case-table">
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
  );
}
