import { Button, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { findPersons } from '../shared/find-persons.ts';
import { useNames } from '../shared/names.ts';
import { request } from '../shared/request.ts';
import type { CaseItem, Page } from '../shared/types.ts';
import { DayFilter } from '../ui/day-filter.tsx';
import { FoundChoice } from '../ui/found-choice.tsx';
import { ICON } from '../ui/icon.ts';
import { TypedFilter } from '../ui/typed-filter.tsx';
import { useActName } from './act-name.ts';
import { KNOWN_ACTS } from './known-acts.ts';
import { SOURCES, type RecordFilters } from './record-filters.ts';

interface Bar {
  readonly filters: RecordFilters;
  /** code of the case that is looked for, where it is known */
  readonly caseCode: string | undefined;
  readonly onChange: (change: Partial<RecordFilters>) => void;
  readonly onClear: () => void;
}

const MOST = 20;

async function findCases(text: string, signal: AbortSignal) {
  if (text === '') return [];
  const { items } = await request<Page<CaseItem>>('/cases', { query: { text, limit: MOST }, signal });
  return items.map(({ id, code, title }) => ({ value: id, label: `${code} – ${title}` }));
}

export function RecordFilterBar({ filters, caseCode, onChange, onClear }: Bar) {
  const { t } = useTranslation();
  const { nguoi, thaymat, loai, viec, hoso, diachi, tu, den } = filters;
  const names = useNames([nguoi, thaymat]);
  const act = useActName();
  // on a phone the list comes first, unless something is looked for
  const [open, { toggle }] = useDisclosure(Object.keys(filters).length > 0);
  const acts = loai === undefined ? Object.values(KNOWN_ACTS).flat() : KNOWN_ACTS[loai];
  const person = (id: string | undefined) => (id === undefined ? undefined : { value: id, label: names.person(id) });
  return (
    <div className="stack tight no-print" data-open={open || undefined}>
      <div className="chips" role="group" aria-label={t('record.sources')}>
        {[undefined, ...SOURCES].map((source) => (
          <button
            key={source ?? 'any'}
            type="button"
            aria-pressed={loai === source}
            onClick={() => onChange({ loai: source, viec: undefined })}
          >
            {t(`record.source.${source ?? 'any'}`)}
          </button>
        ))}
      </div>
      <Button
        className="record-toggle"
        size="compact-sm"
        variant="default"
        aria-expanded={open}
        leftSection={<IconFilter {...ICON} size={14} />}
        onClick={toggle}
      >
        {t('record.filters')}
      </Button>
      <div className="record-filters">
        <FoundChoice
          label={t('record.who')}
          placeholder={t('images.findPerson')}
          among={['accounts', 'persons']}
          find={findPersons}
          chosen={person(nguoi)}
          clearable
          onChange={(id) => onChange({ nguoi: id ?? undefined })}
        />
        <FoundChoice
          label={t('record.behalf')}
          placeholder={t('images.findPerson')}
          among={['accounts', 'persons']}
          find={findPersons}
          chosen={person(thaymat)}
          clearable
          onChange={(id) => onChange({ thaymat: id ?? undefined })}
        />
        <Select
          label={t('record.what')}
          placeholder={t('record.anyAct')}
          data={[...new Set(viec === undefined ? acts : [viec, ...acts])].map((value) => ({ value, label: act(value) }))}
          value={viec ?? null}
          onChange={(value) => onChange({ viec: value ?? undefined })}
          searchable
          clearable
        />
        <FoundChoice
          label={t('record.case')}
          placeholder={t('cases.find')}
          among={['record', 'cases']}
          find={findCases}
          chosen={hoso === undefined ? undefined : { value: hoso, label: caseCode ?? t('record.oneCase') }}
          clearable
          onChange={(id) => onChange({ hoso: id ?? undefined })}
        />
        <DayFilter label={t('record.from')} value={tu} onChange={(day) => onChange({ tu: day })} />
        <DayFilter label={t('record.to')} value={den} onChange={(day) => onChange({ den: day })} />
        <TypedFilter
          label={t('record.address')}
          placeholder="10.0.0.1"
          maxLength={100}
          value={diachi}
          onChange={(text) => onChange({ diachi: text })}
        />
      </div>
      {Object.keys(filters).length > 0 && (
        <div className="line start">
          {filters.taikhoan !== undefined && (
            <Button size="compact-sm" variant="light" onClick={() => onChange({ taikhoan: undefined })}>
              {t('record.ofAccount', { account: filters.taikhoan })}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={onClear}>
            {t('inbox.clear')}
          </Button>
        </div>
      )}
    </div>
  );
}
