/** Lập hồ sơ: the procedures that one may start. */
import { Skeleton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { useSession } from '../shared/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';

export function ProceduresPage() {
  const { t } = useTranslation();
  const { grants } = useSession();
  const { data = [], error, isPending, refetch } = useQuery(proceduresQuery);
  const roles = new Set(grants.map(({ role }) => role));
  const mine = data.filter(({ starterRoles, suspended }) => !suspended && starterRoles.some((role) => roles.has(role)));
  return (
    <div className="page narrow">
      <h1>{t('start.title')}</h1>
      <p className="dim">{t('start.hint')}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={200} />}
      {!isPending && !error && mine.length === 0 && <EmptyState title={t('start.none')} hint={t('start.noneHint')} />}
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
