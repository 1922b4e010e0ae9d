/** One account: who holds it, what it may do and since when, where it is used, what is asked about it, and what became of it. */
import { Anchor, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '../shared/names.ts';
import type { AccountDetail } from '../shared/types.ts';
import { LoadingPage } from '../ui/loading-page.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { AccountActs } from './account-acts.tsx';
import { AccountAudit } from './account-audit.tsx';
import { AccountFacts } from './account-facts.tsx';
import { AccountFactors } from './account-factors.tsx';
import { AccountHeld } from './account-held.tsx';
import { accountQuery, requestsQuery } from './account-queries.ts';
import { useAccountRights } from './account-rights.ts';
import { AccountSessions } from './account-sessions.tsx';
import { AccountState } from './account-state.tsx';
import { RequestList } from './request-list.tsx';
import './accounts.css';

export function AccountPage() {
  const { account } = useParams({ from: '/inside/tai-khoan/$account' });
  const { data, error, isPending, refetch } = useQuery(accountQuery(account));
  if (isPending) return <LoadingPage />;
  if (error)
    return (
      <div className="page narrow">
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  return <Account account={data} />;
}

function Account({ account }: { readonly account: AccountDetail }) {
  const { t } = useTranslation();
  const { may } = useAccountRights();
  const { unitPath, personName, login } = account;
  const names = useNames([], [unitPath, ...account.positions.map((one) => one.unitPath), ...account.grants.map((one) => one.unitPath)]);
  const seesAccess = may('endSessions', account)?.allowed === true;
  return (
    <>
      <header className="case-head">
        <div className="crumb">
          <Anchor renderRoot={(props) => <Link to="/tai-khoan" search={{ donvi: unitPath }} {...props} />}>{t('accounts.title')}</Anchor> /{' '}
          {names.unit(unitPath)}
        </div>
        <div className="line start">
          <h1>{personName}</h1>
          <span className="dim">{login}</span>
          <AccountState account={account} />
          <span className="gap" />
          <AccountActs account={account} />
        </div>
      </header>
      <div className="case-grid">
        <div className="stack">
          <Requests account={account} />
          <AccountHeld account={account} names={names} />
          <AccountAudit account={account} />
        </div>
        <div className="stack">
          <AccountFacts account={account} />
          {seesAccess && <AccountFactors account={account} />}
          {seesAccess && <AccountSessions account={account} />}
        </div>
      </div>
    </>
  );
}

function Requests({ account }: { readonly account: AccountDetail }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useInfiniteQuery({
    ...requestsQuery({ status: 'active', account: account.id }),
    enabled: account.requested,
  });
  const requests = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!account.requested) return null;
  return (
    <section className="stack" aria-labelledby="requests">
      <h2 id="requests">{t('accounts.openRequests')}</h2>
      {isPending && <Skeleton height={160} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {requests.length > 0 && <RequestList requests={requests} />}
      {data && requests.length === 0 && <p className="note">{t('accounts.requestElsewhere')}</p>}
    </section>
  );
}
