/** A refusal, with what to do about it and the number to quote. */
import { Alert, Button, List } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../shared/problem.ts';

interface Shown {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** the places that are shown beside their fields already */
  readonly withoutFields?: boolean;
}

export function ProblemNote({ error, onRetry, withoutFields = false }: Shown) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const problem = isProblem(error) ? error : undefined;
  // one that says no more than the title is not told twice
  const lines = withoutFields ? [] : (problem?.errors ?? []).filter(({ message }) => message !== problem?.message);
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle aria-hidden />} title={problem?.message ?? t('problem.defect')}>
      {lines.length > 0 && (
        <List size="sm">
          {lines.map(({ pointer, message }) => (
            <List.Item key={`${pointer} ${message}`}>{message}</List.Item>
          ))}
        </List>
      )}
      {problem?.remedy !== undefined && <p className="flat">{problem.remedy}</p>}
      {problem?.request !== undefined && <p className="flat dim number long">{t('problem.request', { id: problem.request })}</p>}
      {onRetry && (
        <Button mt="xs" size="xs" variant="default" onClick={onRetry}>
          {t('problem.again')}
        </Button>
      )}
    </Alert>
  );
}
