/** What the account is opened with beside its password: nothing of it is secret here. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock, day } from '../shared/instants.ts';
import type { AccountDetail } from '../shared/types.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { accountFactorsQuery } from './account-queries.ts';

export function AccountFactors({ account: { id, secondFactor, awaitsSecondFactor } }: { readonly account: AccountDetail }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(accountFactorsQuery(id));
  const factors = data?.factors.filter(({ confirmed }) => confirmed) ?? [];
  return (
    <section className="card padded stack" aria-labelledby="factors">
      <h2 id="factors">{t('accounts.factors')}</h2>
      {awaitsSecondFactor && <p className="note warn">{t('accounts.awaitsFactor')}</p>}
      {secondFactor && (
        <p className="flat">
          {t('accounts.handedOver', { kind: t(`accounts.factorKind.${secondFactor.kind}`), at: day(secondFactor.at) })}
          {secondFactor.reference !== undefined && (
            <small className="dim block">{t('accounts.reference', { reference: secondFactor.reference })}</small>
          )}
        </p>
      )}
      {isPending && <Skeleton height={48} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data && factors.length === 0 && <p className="dim flat">{t('accounts.noFactor')}</p>}
      {factors.length > 0 && (
        <ul className="plain-list">
          {factors.map(({ id: factor, kind, name, createdAt, lastUsedAt }) => (
            <li key={factor}>
              <b>{t(`accounts.factorKind.${kind}`)}</b> – {name}
              <small className="dim block">{t('accounts.enrolled', { at: dayAndClock(createdAt) })}</small>
              {lastUsedAt !== undefined && <small className="dim block">{t('accounts.lastUsed', { at: dayAndClock(lastUsedAt) })}</small>}
            </li>
          ))}
        </ul>
      )}
      {data && data.recoveryCodes > 0 && <p className="dim flat">{t('accounts.recoveryCodes', { count: data.recoveryCodes })}</p>}
    </section>
  );
}
