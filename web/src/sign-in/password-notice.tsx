/** A password that soon has to be changed: told while there is still time. */
import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '../shared/instants.ts';
import { passwordQuery } from './password-query.ts';

export function PasswordNotice() {
  const { t } = useTranslation();
  const { data } = useQuery(passwordQuery);
  const [closed, setClosed] = useState(false);
  if (closed || !data?.endsSoon || data.expiresAt === undefined) return null;
  return (
    <div className="password-notice no-print" role="status">
      <span>{t('password.endsSoon', { day: day(data.expiresAt) })}</span>
      <Link to="/mat-khau" className="link">
        {t('password.submit')}
      </Link>
      <span className="gap" />
      <CloseButton size="sm" aria-label={t('password.closeNotice')} onClick={() => setClosed(true)} />
    </div>
  );
}
