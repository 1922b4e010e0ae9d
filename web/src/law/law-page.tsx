/** Tham số pháp luật: the numbers of the law as they are on a day, with where they stand and how sure we are of them. */
import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { useLanguage } from '../shared/language.ts';
import { useNames } from '../shared/names.ts';
import type { ParameterItem } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { areaName, areaOf } from './area.ts';
import { DayChoice } from './day-choice.tsx';
import { CONFIDENCES, type LawFilters } from './law-filters.ts';
import { registerQuery } from './law-queries.ts';
import { ParameterRows } from './parameter-rows.tsx';
import { matches } from './search-words.ts';
import { today } from './today.ts';
import { versionOn } from './version-on.ts';
import './law.css';

const WAIT_MS = 200;
const CERTAINTIES = ['verify', ...CONFIDENCES] as const;

export function LawPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const filters = useSearch({ from: '/inside/tham-so' });
  const navigate = useNavigate({ from: '/tham-so' });
  const day = filters.ngay ?? today();
  const { data, error, isPending, refetch } = useQuery(registerQuery(day));
  const show = (change: Partial<Record<keyof LawFilters, string | undefined>>): void =>
    void navigate({ search: (before) => withoutNothing({ ...before, ...change }), replace: true });
  const search = useDebouncedCallback((text: string) => show({ tim: text.trim() || undefined }), WAIT_MS);
  const areas = useMemo(() => [...new Set((data ?? []).map(({ key }) => areaOf(key)))], [data]);
  const names = useNames([], [], areas);
  const titleOf = (area: string): string => areaName(area, names);
  const shown = useMemo(() => (data ?? []).filter((item) => isAsked(item, filters)), [data, filters]);
  const groups = [...Map.groupBy(shown, ({ key }) => areaOf(key))].toSorted(([a], [b]) => titleOf(a).localeCompare(titleOf(b), language));
  const toVerify = (data ?? []).filter(({ toBeVerified }) => toBeVerified).length;
  return (
    <div className="page law">
      <header className="page-head">
        <h1>{t('law.title')}</h1>
        <Button variant="default" className="no-print" leftSection={<IconPrinter {...ICON} size={16} />} onClick={() => window.print()}>
          {t('case.print')}
        </Button>
      </header>
      <p className="dim">{t('law.intro')}</p>
      <p className="on-paper">{t('law.asOf', { day: shownDate(day) })}</p>
      <div className="bar law-bar no-print">
        <DayChoice day={day} onChange={(ngay) => show({ ngay })} />
        <TextInput
          className="grow"
          label={t('law.find')}
          placeholder={t('law.findHint')}
          leftSection={<IconSearch {...ICON} size={16} />}
          defaultValue={filters.tim}
          onChange={(event) => search(event.currentTarget.value)}
        />
        <Select
          // its name may come later than itself
          key={filters.nhom === undefined ? '' : titleOf(filters.nhom)}
          label={t('law.area')}
          data={areas.map((area) => ({ value: area, label: titleOf(area) })).toSorted((a, b) => a.label.localeCompare(b.label, language))}
          value={filters.nhom ?? null}
          onChange={(nhom) => show({ nhom: nhom ?? undefined })}
          placeholder={t('law.anyArea')}
          clearable
          searchable
          nothingFoundMessage={t('search.nothing')}
        />
      </div>
      <div className="chips no-print" role="group" aria-label={t('law.column.confidence')}>
        {[undefined, ...CERTAINTIES].map((one) => (
          <button key={one ?? 'any'} type="button" aria-pressed={filters.tincay === one} onClick={() => show({ tincay: one })}>
            {t(`law.certainty.${one ?? 'any'}`)}
            {one === 'verify' && data && <i>{toVerify}</i>}
          </button>
        ))}
      </div>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={320} />}
      {data && shown.length === 0 && (
        <EmptyState title={t('law.empty')} hint={t(data.length === 0 ? 'law.emptyHint' : 'inbox.noMatchHint')} />
      )}
      {shown.length > 0 && (
        <p className="dim small" role="status">
          {t('law.count', { count: shown.length })}
        </p>
      )}
      {groups.map(([area, items]) => (
        <section key={area} className="card law-group" aria-label={titleOf(area)}>
          <h2>{titleOf(area)}</h2>
          <ParameterRows items={items} day={day} search={filters.ngay === undefined ? {} : { ngay: filters.ngay }} />
        </section>
      ))}
    </div>
  );
}

function isAsked(item: ParameterItem, { tim, tincay, nhom }: LawFilters): boolean {
  const { key, title, toBeVerified } = item;
  const version = versionOn(item);
  if (nhom !== undefined && areaOf(key) !== nhom) return false;
  if (tincay === 'verify' && !toBeVerified) return false;
  if (tincay !== undefined && tincay !== 'verify' && version?.confidence !== tincay) return false;
  return tim === undefined || matches([key, title?.vi, title?.en, version?.citation], tim);
}

function withoutNothing(filters: object): LawFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as LawFilters;
}
