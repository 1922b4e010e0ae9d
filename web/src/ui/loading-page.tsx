import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export function LoadingPage() {
  const { t } = useTranslation();
  return (
    <div className="page" role="status" aria-label={t('app.loading')}>
      <Skeleton height={28} width={240} mb="md" />
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} height={40} mb={6} />
      ))}
    </div>
  );
}
