import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sessionQuery, useSession } from '../shared/session.ts';
import { PasswordForm } from './password-form.tsx';

export function PasswordPage() {
  const { t } = useTranslation();
  const { obligation } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <div className="page narrow">
      <h1>{t('password.title')}</h1>
      <p className="dim">{t(obligation === 'changePassword' ? 'password.must' : 'password.hint')}</p>
      <div className="card padded">
        <PasswordForm
          onChanged={async () => {
            await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
            notifications.show({ message: t('password.changed') });
            await navigate({ to: '/viec' });
          }}
        />
      </div>
    </div>
  );
}
