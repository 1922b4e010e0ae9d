/** By what else the list is limited: what came with the address, and can be taken away here. */
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { useNames } from '../shared/names.ts';
import type { CaseFilters } from './case-filters.ts';

interface Limited {
  readonly filters: CaseFilters;
  readonly onChange: (change: Partial<CaseFilters>) => void;
}

export function Limits({ filters: { unitPath, startedFrom, startedTo }, onChange }: Limited) {
  const { t } = useTranslation();
  const names = useNames([], [unitPath]);
  const dated = startedFrom !== undefined || startedTo !== undefined;
  if (unitPath === undefined && !dated) return null;
  const cross = { size: 'compact-sm', variant: 'light', rightSection: <IconX size={14} aria-hidden /> } as const;
  return (
    <div className="line start">
      {unitPath !== undefined && (
        <Button {...cross} onClick={() => onChange({ unitPath: undefined })}>
          {t('cases.ofUnit', { unit: names.unit(unitPath) })}
        </Button>
      )}
      {dated && (
        <Button {...cross} onClick={() => onChange({ startedFrom: undefined, startedTo: undefined })}>
          {t('cases.startedIn', { from: shownDate(startedFrom ?? '…'), to: shownDate(startedTo ?? '…') })}
        </Button>
      )}
    </div>
  );
}
