/** Tài khoản: the tree of units, and the people of the chosen one with their positions and accounts. */
import { Button, Select, Skeleton, Switch } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ROLES } from '../../../policies/roles.ts';
import { useLanguage } from '../shared/language.ts';
import { useNames } from '../shared/names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { LoadingPage } from '../ui/loading-page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { ACCOUNT_STATES, type AccountFilters } from './account-filters.ts';
import { accountsQuery } from './account-queries.ts';
import { useAccountRights } from './account-rights.ts';
import { AccountTable } from './account-table.tsx';
import { AccountTabs } from './account-tabs.tsx';
import { NotForYou } from './not-for-you.tsx';
import { UnitChoice } from './unit-choice.tsx';
import './accounts.css';

export function AccountsPage() {
  const { t } = useTranslation();
  const filters = useSearch({ from: '/inside/tai-khoan' });
  const navigate = useNavigate({ from: '/tai-khoan' });
  const { known, roots, proposes } = useAccountRights();
  const unit = filters.donvi ?? roots[0];
  const name = useNames([], [unit]).unit(unit);
  const show = (change: Partial<AccountFilters>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: change.donvi === undefined });
  if (!known) return <LoadingPage />;
  if (roots.length === 0) return <NotForYou />;
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('accounts.title')}</h1>
        {proposes && unit !== undefined && (
          <Button
            leftSection={<IconUserPlus {...ICON} size={16} />}
            renderRoot={(props) => <Link to="/tai-khoan/lap-de-nghi" search={{ viec: 'CREATE', donvi: unit }} {...props} />}
          >
            {t('accounts.propose.CREATE')}
          </Button>
        )}
      </header>
      <AccountTabs />
      <div className="unit-grid">
        <Units roots={roots} chosen={unit} name={name} onChoose={(donvi) => show({ donvi })} />
        <section className="stack" aria-label={name}>
          <h2 className="unit-name">{name}</h2>
          <Filters filters={filters} show={show} />
          <People
            filters={{ ...filters, ...(unit !== undefined && { donvi: unit }) }}
            onClear={() => void navigate({ search: { ...(filters.donvi !== undefined && { donvi: filters.donvi }) }, replace: true })}
          />
        </section>
      </div>
    </div>
  );
}

interface Choosing {
  readonly roots: readonly string[];
  readonly chosen: string | undefined;
  readonly name: string;
  readonly onChoose: (path: string) => void;
}

/** On a phone the tree stands folded above the list. */
function Units({ roots, chosen, name, onChoose }: Choosing) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const choice = <UnitChoice roots={roots} chosen={chosen} onChoose={onChoose} />;
  if (narrow)
    return (
      <details className="card units">
        <summary>
          {t('accounts.units')}: <b>{name}</b>
        </summary>
        {choice}
      </details>
    );
  return (
    <section className="card units" aria-labelledby="units">
      <h2 id="units">{t('accounts.units')}</h2>
      {choice}
    </section>
  );
}

interface Filtering {
  readonly filters: AccountFilters;
  readonly show: (change: Partial<AccountFilters>) => void;
}

function Filters({ filters, show }: Filtering) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <div className="chips" role="group" aria-label={t('accounts.column.state')}>
        {[undefined, ...ACCOUNT_STATES].map((state) => (
          <button key={state ?? 'any'} type="button" aria-pressed={filters.trangthai === state} onClick={() => show({ trangthai: state })}>
            {t(`accounts.state.${state ?? 'any'}`)}
          </button>
        ))}
      </div>
      <div className="bar">
        <SearchField label={t('accounts.find')} value={filters.tim} onChange={(tim) => show({ tim })} />
        <Select
          aria-label={t('accounts.role')}
          placeholder={t('accounts.anyRole')}
          data={ROLES.map(({ key, title }) => ({ value: key, label: title[language] }))}
          value={filters.vaitro ?? null}
          onChange={(vaitro) => show({ vaitro: vaitro ?? undefined })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('inbox.clear') }}
          nothingFoundMessage={t('search.nothing')}
          w={240}
        />
        <Switch
          className="middle"
          label={t('accounts.withSubUnits')}
          checked={filters.chidonvi !== true}
          onChange={(event) => show({ chidonvi: event.currentTarget.checked ? undefined : true })}
        />
      </div>
    </>
  );
}

function People({ filters, onClear }: { readonly filters: AccountFilters; readonly onClear: () => void }) {
  const { t } = useTranslation();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(accountsQuery(filters));
  const accounts = data?.pages.flatMap(({ items }) => items) ?? [];
  const names = useNames(
    [],
    accounts.flatMap(({ unitPath, positions }) => [unitPath, ...positions.map((position) => position.unitPath)]),
  );
  const filtered = [filters.trangthai, filters.vaitro, filters.tim, filters.chidonvi].some((one) => one !== undefined);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (isPending) return Array.from({ length: 6 }, (_, row) => <Skeleton key={row} height={44} />);
  if (accounts.length === 0)
    return (
      <EmptyState
        title={t(filtered ? 'accounts.noMatch' : 'accounts.empty')}
        hint={t(filtered ? 'inbox.noMatchHint' : 'accounts.emptyHint')}
      >
        {filtered && (
          <Button variant="default" onClick={onClear}>
            {t('inbox.clear')}
          </Button>
        )}
      </EmptyState>
    );
  return (
    <div className="card list scroll">
      <AccountTable accounts={accounts} names={names} unit={filters.donvi} />
      <footer className="foot">
        <span>{t(hasNextPage ? 'accounts.countMore' : 'accounts.count', { count: accounts.length })}</span>
        <span className="gap" />
        {hasNextPage && (
          <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('cases.more')}
          </Button>
        )}
      </footer>
    </div>
  );
}
