/** Lịch làm việc: the days off of a year and those worked instead, as twelve months or as a list, and the calculator of working days. */
import { ActionIcon, Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPencil, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { can } from '../../../policies/can.ts';
import { useAbility } from '../shared/session.ts';
import type { CalendarYearKnown } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { DayList } from './day-list.tsx';
import { yearQuery } from './law-queries.ts';
import { MonthGrid } from './month-grid.tsx';
import { today } from './today.ts';
import { WorkingDays } from './working-days.tsx';
import './law.css';

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1);

export function CalendarPage() {
  const { t } = useTranslation();
  const { nam, xem } = useSearch({ from: '/inside/lich' });
  const navigate = useNavigate({ from: '/lich' });
  const ability = useAbility();
  const thisYear = Number(today().slice(0, 4));
  const year = nam ?? thisYear;
  const { data, error, isPending, refetch } = useQuery(yearQuery(year));
  const show = (change: { nam?: number; xem?: 'danhsach' | undefined }): void =>
    void navigate({ search: ({ xem: seen, ...before }) => ({ ...before, ...(seen && { xem: seen }), ...change }), replace: true });
  const mayPropose = ability !== undefined && can(ability, 'propose', 'Calendar', { key: 'vn', status: 'proposed' }).allowed;
  return (
    <div className="page">
      <header className="page-head wrap">
        <h1>{t('calendar.titleOf', { year })}</h1>
        <div className="line start no-print">
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={t('calendar.before', { year: year - 1 })}
            onClick={() => show({ nam: year - 1 })}
          >
            <IconChevronLeft {...ICON} />
          </ActionIcon>
          <Button variant="default" disabled={year === thisYear} onClick={() => show({ nam: thisYear })}>
            {t('calendar.thisYear')}
          </Button>
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={t('calendar.after', { year: year + 1 })}
            onClick={() => show({ nam: year + 1 })}
          >
            <IconChevronRight {...ICON} />
          </ActionIcon>
          <SegmentedControl
            aria-label={t('calendar.view')}
            data={[
              { value: 'months', label: t('calendar.months') },
              { value: 'danhsach', label: t('calendar.list') },
            ]}
            value={xem ?? 'months'}
            onChange={(value) => void navigate({ search: { nam: year, ...(value === 'danhsach' && { xem: 'danhsach' }) }, replace: true })}
          />
          <Button variant="default" leftSection={<IconPrinter {...ICON} size={16} />} onClick={() => window.print()}>
            {t('case.print')}
          </Button>
          {mayPropose && (
            <Button
              leftSection={<IconPencil {...ICON} size={16} />}
              renderRoot={(props) => <Link to="/lich/de-nghi" search={{ nam: year }} {...props} />}
            >
              {t('calendar.propose')}
            </Button>
          )}
        </div>
      </header>
      {isPending && <Skeleton height={480} />}
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data && <Year year={data} asList={xem === 'danhsach'} />}
      <WorkingDays />
    </div>
  );
}

function Year({ year, asList }: { readonly year: CalendarYearKnown; readonly asList: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {year.provisional ? (
        <p className="note warn" role="status">
          {t('calendar.provisionalYear', { year: year.year })}
        </p>
      ) : (
        <p className="dim">{t('calendar.notices', { notices: year.notices.join('; ') })}</p>
      )}
      {asList ? (
        <DayList year={year} />
      ) : (
        <>
          <Legend year={year} />
          <div className="months">
            {MONTHS.map((month) => (
              <MonthGrid key={month} year={year} month={month} />
            ))}
          </div>
          <DayList year={year} short />
        </>
      )}
    </>
  );
}

function Legend({ year }: { readonly year: CalendarYearKnown }) {
  const { t } = useTranslation();
  const kinds = ['off', 'working', ...(year.days.some(({ status }) => status !== 'official') ? ['unsure'] : []), 'rest'];
  return (
    <p className="cal-legend">
      {kinds.map((kind) => (
        <span key={kind}>
          <i className={`cal-mark ${kind}`} aria-hidden />
          {t(`calendar.legend.${kind}`)}
        </span>
      ))}
    </p>
  );
}
