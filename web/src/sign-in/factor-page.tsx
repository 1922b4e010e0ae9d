/** Who has to have a second factor enrols one before anything else. */
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery, useSession } from '../shared/session.ts';
import { AddFactor } from './add-factor.tsx';

export function FactorPage() {
  const { t } = useTranslation();
  const { obligation } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <div className="page narrow">
      <h1>{t('factor.title')}</h1>
      <p className="dim">{t(obligation === 'enrolSecondFactor' ? 'factor.must' : 'factor.hint')}</p>
      <div className="card padded">
        <AddFactor
          onDone={async () => {
            await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
            notifications.show({ message: t('factor.done') });
            await navigate({ to: '/viec' });
          }}
        />
      </div>
    </div>
  );
}
