import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { findUnits } from '../shared/find-units.ts';
import type { NameOf } from '../shared/names.ts';
import { FoundChoice } from '../ui/found-choice.tsx';
import { monthAgo, shownMonth, usualPeriods } from './months.ts';
import type { Counted, StatisticsFilters } from './statistics-filters.ts';

interface Choice {
  readonly filters: Counted;
  readonly names: NameOf;
  readonly onChange: (change: Partial<StatisticsFilters>) => void;
}

const MONTHS = 60;
const USUAL = ['month', 'quarter', 'year'] as const;

/** Which months, of which unit, of which procedure. */
export function PeriodChoice({ filters, names, onChange }: Choice) {
  const { t } = useTranslation();
  const [now] = useState(Date.now);
  const { tu, den, donvi, thutuc } = filters;
  const { data: procedures = [] } = useQuery(proceduresQuery);
  const usual = usualPeriods(now);
  const months = Array.from({ length: MONTHS }, (_, at) => monthAgo(now, at));
  const data = [...new Set([...months, tu, den])]
    .toSorted()
    .toReversed()
    .map((value) => ({ value, label: shownMonth(value) }));
  const month = (name: 'tu' | 'den') => (value: string | null) => {
    if (value === null) return;
    const next = { tu, den, [name]: value };
    // who goes past the other end takes it along
    onChange(next.tu > next.den ? { tu: value, den: value } : next);
  };
  return (
    <div className="period no-print">
      <div className="chips" role="group" aria-label={t('statistics.period')}>
        {USUAL.map((key) => (
          <button
            key={key}
            type="button"
            aria-pressed={usual[key].tu === tu && usual[key].den === den}
            onClick={() => onChange(usual[key])}
          >
            {t(`statistics.usual.${key}`)}
          </button>
        ))}
      </div>
      <Select
        aria-label={t('statistics.fromMonth')}
        data={data}
        value={tu}
        onChange={month('tu')}
        allowDeselect={false}
        searchable
        w={120}
      />
      <span aria-hidden>–</span>
      <Select
        aria-label={t('statistics.toMonth')}
        data={data}
        value={den}
        onChange={month('den')}
        allowDeselect={false}
        searchable
        w={120}
      />
      <FoundChoice
        className="grow"
        aria-label={t('case.unit')}
        placeholder={t('statistics.anyUnit')}
        among={['units']}
        find={findUnits}
        chosen={donvi === undefined ? undefined : { value: donvi, label: names.unit(donvi) }}
        clearable
        onChange={(path) => onChange({ donvi: path ?? undefined })}
      />
      <Select
        className="grow"
        aria-label={t('cases.column.procedure')}
        placeholder={t('inbox.procedure')}
        data={procedures.map(({ key, name }) => ({ value: key, label: name }))}
        value={thutuc ?? null}
        onChange={(key) => onChange({ thutuc: key ?? undefined })}
        searchable
        clearable
      />
      {(donvi !== undefined || thutuc !== undefined) && (
        <Button variant="default" onClick={() => onChange({ donvi: undefined, thutuc: undefined })}>
          {t('inbox.clear')}
        </Button>
      )}
    </div>
  );
}
