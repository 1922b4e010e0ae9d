/** By what cases are looked for; all of it is in the address. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SavedFilters } from '../filters/saved-filters.tsx';
import { proceduresQuery } from '../inbox/inbox-queries.ts';
import { findUnits } from '../shared/find-units.ts';
import { useNames } from '../shared/names.ts';
import { DayFilter } from '../ui/day-filter.tsx';
import { FoundChoice } from '../ui/found-choice.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { readCaseFilters, STATUSES, type CaseFilters } from './case-filters.ts';

interface Search {
  readonly filters: CaseFilters;
  readonly show: (change: Partial<CaseFilters>) => void;
}

export function CaseSearch({ filters, show }: Search) {
  const { t } = useTranslation();
  const { data: procedures = [] } = useQuery(proceduresQuery);
  const { unitPath } = filters;
  const names = useNames([], [unitPath]);
  return (
    <>
      <CaseChips filters={filters} show={show} />
      <div className="bar">
        <SearchField label={t('cases.find')} value={filters.text} onChange={(text) => show({ text })} />
        <SavedFilters screen="cases" to="/ho-so" filters={filters} read={readCaseFilters} />
      </div>
      <div className="bar">
        <Select
          className="grow"
          label={t('cases.column.procedure')}
          placeholder={t('inbox.procedure')}
          data={procedures.map(({ key, name }) => ({ value: key, label: name }))}
          value={filters.procedure ?? null}
          onChange={(procedure) => show({ procedure: procedure ?? undefined })}
          searchable
          clearable
          nothingFoundMessage={t('search.nothing')}
        />
        <FoundChoice
          className="grow"
          label={t('case.unit')}
          placeholder={t('cases.unit')}
          among={['units', undefined]}
          find={async (text, signal) => await findUnits(text, signal)}
          chosen={unitPath === undefined ? undefined : { value: unitPath, label: names.unit(unitPath) }}
          clearable
          onChange={(path) => show({ unitPath: path ?? undefined })}
        />
        <DayFilter label={t('cases.from')} value={filters.startedFrom} onChange={(startedFrom) => show({ startedFrom })} />
        <DayFilter label={t('cases.to')} value={filters.startedTo} onChange={(startedTo) => show({ startedTo })} />
      </div>
    </>
  );
}

function CaseChips({ filters, show }: Search) {
  const { t } = useTranslation();
  return (
    <div className="chips" role="group" aria-label={t('cases.status')}>
      {[undefined, ...STATUSES].map((status) => (
        <button key={status ?? 'any'} type="button" aria-pressed={filters.status === status} onClick={() => show({ status })}>
          {t(`case.status.${status ?? 'any'}`)}
        </button>
      ))}
      <span className="chips-rule" aria-hidden />
      {(['overdue', 'near'] as const).map((state) => (
        <button
          key={state}
          type="button"
          className={state}
          aria-pressed={filters.deadline === state}
          onClick={() => show({ deadline: filters.deadline === state ? undefined : state })}
        >
          {t(`deadline.state.${state}`)}
        </button>
      ))}
      <button type="button" aria-pressed={filters.mine === 'yes'} onClick={() => show({ mine: filters.mine ? undefined : 'yes' })}>
        {t('cases.mine')}
      </button>
    </div>
  );
}
