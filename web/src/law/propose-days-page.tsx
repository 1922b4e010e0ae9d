/** The official notice of a year's days off, proposed as a case. */
import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { StartForm } from '../start/start-form.tsx';
import { MissingPage } from '../ui/missing-page.tsx';
import { CALENDAR } from './law-queries.ts';
import { today } from './today.ts';

export function ProposeDaysPage() {
  const { t } = useTranslation();
  const { nam = Number(today().slice(0, 4)) + 1 } = useSearch({ from: '/inside/lich/de-nghi' });
  const { data, isPending } = useQuery(proceduresQuery);
  const definition = data?.find(({ key }) => key === 'parameter-change');
  if (isPending) return <Skeleton height={300} m="md" />;
  if (!definition) return <MissingPage />;
  return (
    <div className="page medium">
      <div className="crumb">
        <Anchor renderRoot={(props) => <Link to="/lich" search={{ nam }} {...props} />}>{t('calendar.title')}</Anchor>
      </div>
      <h1>{t('calendar.propose')}</h1>
      <p className="dim">{t('calendar.proposeHint')}</p>
      <StartForm definition={definition} first={{ change: { operation: 'CALENDAR', calendar: { key: CALENDAR, year: String(nam) } } }} />
    </div>
  );
}
