/** How sure we are of an entry, in words: never by a letter or a colour alone. */
import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ParameterVersion } from '../shared/types.ts';

export function ConfidenceChip({ confidence, settled }: Pick<ParameterVersion, 'confidence' | 'settled'>) {
  const { t } = useTranslation();
  const [className, Icon] = settled
    ? confidence === 'A'
      ? (['chip done', IconCircleCheck] as const)
      : (['chip calm', IconInfoCircle] as const)
    : (['chip near', IconAlertTriangle] as const);
  return (
    <Tooltip label={t(`law.confidenceLong.${confidence}`)} multiline maw={320}>
      <span className={className}>
        <Icon size={14} stroke={1.8} aria-hidden />
        {settled ? t(`law.confidence.${confidence}`) : t('law.verify', { confidence })}
      </span>
    </Tooltip>
  );
}
