/** Lập hồ sơ: the procedures that one may start. */
import { Skeleton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { DraftList } from './draft-list.tsx';
import { useStartUnits } from './use-start-units.ts';

export function ProceduresPage() {
  const { t } = useTranslation();
  const unitsOf = useStartUnits();
  const { data = [], error, isPending, refetch } = useQuery(proceduresQuery);
  const mine = data.filter((definition) => unitsOf !== undefined && unitsOf(definition).length > 0);
  const asking = isPending || !unitsOf;
  return (
    <div className="page narrow">
      <h1>{t('start.title')}</h1>
      <DraftList />
      <p className="dim">{t('start.hint')}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {asking && !error && <Skeleton height={200} />}
      {!asking && !error && mine.length === 0 && <EmptyState title={t('start.none')} hint={t('start.noneHint')} />}
      <ul className="card choices">
        {mine.map(({ key, name }) => (
          <li key={key}>
            <Link to="/lap-ho-so/$procedure" params={{ procedure: key }}>
              <b>{name}</b>
              <IconChevronRight {...ICON} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
