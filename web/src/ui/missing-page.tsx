import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

export function MissingPage() {
  const { t } = useTranslation();
  return (
    <main className="page">
      <EmptyState title={t('missing.title')} hint={t('missing.hint')}>
        <Button renderRoot={(props) => <Link to="/viec" {...props} />}>{t('missing.home')}</Button>
      </EmptyState>
    </main>
  );
}
