import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';

/** Who administers no accounts came by an address that somebody sent. */
export function NotForYou() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <EmptyState title={t('accounts.denied')} hint={t('accounts.deniedHint')}>
        <Button renderRoot={(props) => <Link to="/viec" {...props} />}>{t('missing.home')}</Button>
      </EmptyState>
    </div>
  );
}
