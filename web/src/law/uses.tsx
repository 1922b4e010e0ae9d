/** Where procedures count with an entry. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/problem-note.tsx';
import { usesQuery } from './law-queries.ts';

export function Uses({ parameter }: { readonly parameter: string }) {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(usesQuery(parameter));
  const groups = [...Map.groupBy(data ?? [], ({ procedureName }) => procedureName)];
  return (
    <section className="card padded stack" aria-label={t('law.uses')}>
      <h2>{t('law.uses')}</h2>
      {isPending && <Skeleton height={60} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data?.length === 0 && <p className="dim">{t('law.noUses')}</p>}
      {groups.map(([name, uses]) => (
        <div key={name}>
          <b>{name}</b>
          <ul className="law-clock">
            {uses.map((use) => (
              <li key={`${use.as} ${use.node ?? ''}`}>{t(`law.use.${use.as}`, { name: use.name ?? use.node ?? '' })}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
