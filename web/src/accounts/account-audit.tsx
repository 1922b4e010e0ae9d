/** The administration log of an account: who changed what and why, before beside after, and requests that came to nothing. */
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import type { Json } from '../../../expressions/json.ts';
import { dayAndClock } from '../shared/instants.ts';
import { useNames, type NameOf } from '../shared/names.ts';
import { useAbility } from '../shared/session.ts';
import type { AccountChangeItem, AccountDetail } from '../shared/types.ts';
import { Facts } from '../ui/facts.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { accountChangesQuery } from './account-queries.ts';
import { ACCOUNT_PROCEDURES } from './account-procedures.ts';
import { Comparison } from './comparison.tsx';
import { snapshotOf, textOf } from './snapshot.ts';

export function AccountAudit({ account: { id, unitPath, person } }: { readonly account: AccountDetail }) {
  const { t } = useTranslation();
  const ability = useAbility();
  const allowed =
    ability !== undefined && can(ability, 'read', 'Audit', { procedure: ACCOUNT_PROCEDURES.request, unitPath, person }).allowed;
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...accountChangesQuery(id),
    enabled: allowed,
  });
  const changes = data?.pages.flatMap(({ items }) => items) ?? [];
  const names = useNames(changes.flatMap(({ initiator, approver }) => [initiator, approver]));
  return (
    <section className="card" aria-labelledby="audit">
      <div className="section-head">
        <h2 id="audit">{t('accounts.audit')}</h2>
      </div>
      {ability && !allowed && <p className="panel dim flat">{t('accounts.auditElsewhere')}</p>}
      {allowed && isPending && <Skeleton height={120} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data && changes.length === 0 && <p className="panel dim flat">{t('accounts.noChange')}</p>}
      <ol className="changes">
        {changes.map((change) => (
          <Change key={change.id} change={change} names={names} />
        ))}
      </ol>
      {hasNextPage && (
        <footer className="foot">
          <Button size="compact-sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('cases.more')}
          </Button>
        </footer>
      )}
    </section>
  );
}

type Fields = Readonly<Record<string, Json>>;
const fieldsOf = (value: unknown): Fields | undefined => (typeof value === 'object' && value !== null ? (value as Fields) : undefined);
const KNOWN = ['create', 'change', 'grant', 'lock', 'unlock', 'revoke', 'transfer', 'suspend'];

function Change({ change, names }: { readonly change: AccountChangeItem; readonly names: NameOf }) {
  const { t } = useTranslation();
  const { at, operation, result, initiator, requestedAt, approver, reason, basis, caseId } = change;
  const [before, after] = [fieldsOf(change.before), fieldsOf(change.after)];
  const title = KNOWN.includes(operation) ? t(`accounts.operation.${operation}`) : operation;
  return (
    <li>
      <div className="line start">
        <b>{title}</b>
        <span className={result === 'effective' ? 'chip done' : 'chip calm'}>{t(`accounts.result.${result}`)}</span>
        <span className="gap" />
        <span className="number dim">{dayAndClock(at)}</span>
      </div>
      <div className="meta">
        <Facts
          facts={[
            [t('accounts.proposedBy'), initiator === undefined ? undefined : names.person(initiator)],
            [t('accounts.proposedAt'), requestedAt && dayAndClock(requestedAt)],
            [
              t(result === 'rejected' ? 'accounts.refusedBy' : 'accounts.approvedBy'),
              approver === undefined ? undefined : names.person(approver),
            ],
            [t('accounts.reason'), reason],
            [t('accounts.basis'), basis === '' ? undefined : basis],
            [t('accounts.openTasks'), change.openTasks > 0 ? String(change.openTasks) : undefined],
            [t('accounts.source'), sourceOf(change.source)],
          ]}
        />
      </div>
      {result === 'effective' && after && (
        <Comparison label={`${title}, ${dayAndClock(at)}`} before={before && snapshotOf(before)} after={snapshotOf(after)} />
      )}
      {caseId !== undefined && (
        <Link to="/ho-so/$caseId" params={{ caseId }} className="link">
          {t('accounts.toCase')}
        </Link>
      )}
    </li>
  );
}

/** From where it was asked for, and from where approved. */
function sourceOf(source: Json): string | undefined {
  const addresses = ['initiator', 'approver'].flatMap((who) => textOf(fieldsOf(fieldsOf(source)?.[who])?.['address']) ?? []);
  return addresses.length === 0 ? undefined : [...new Set(addresses)].join('; ');
}
