/** Thống kê: how cases get on in a period and compared with the one before, where they wait, and the table that agencies report. */
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFilters } from '../cases/case-filters.ts';
import { dayAndClock } from '../shared/instants.ts';
import { useNames, type NameOf } from '../shared/names.ts';
import type { ProgressNumbers } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ICON } from '../ui/icon.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Backlog } from './backlog.tsx';
import { ExportStatistics } from './export-statistics.tsx';
import { Figures } from './figures.tsx';
import { monthAgo, shownMonth } from './months.ts';
import { OverdueMatrix } from './overdue-matrix.tsx';
import { PeriodChoice } from './period-choice.tsx';
import { ReportTable, type ReportBy } from './report-table.tsx';
import { counted, type Counted, type StatisticsFilters } from './statistics-filters.ts';
import { progressQuery } from './statistics-queries.ts';
import './statistics.css';
import { Steps } from './steps.tsx';
import { groupsOf } from './sums.ts';
import { TrendChart } from './trend-chart.tsx';

export function StatisticsPage() {
  const { t } = useTranslation();
  const [now] = useState(Date.now);
  const filters = counted(useSearch({ from: '/inside/thong-ke' }), now);
  const navigate = useNavigate({ from: '/thong-ke' });
  const { data, error, isPending, refetch } = useQuery(progressQuery(filters));
  const [by, setBy] = useState<ReportBy>('unit');
  const [exporting, setExporting] = useState(false);
  const cells = data?.cells ?? [];
  const names = useNames(
    [],
    [filters.donvi, ...cells.map(({ unitPath }) => unitPath)],
    [filters.thutuc, ...cells.map(({ procedure }) => procedure)],
  );
  const show = (change: Partial<StatisticsFilters>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <div className="page statistics">
      <header className="page-head">
        <h1>{t('statistics.title')}</h1>
        <Button className="no-print" variant="default" leftSection={<IconPrinter {...ICON} size={16} />} onClick={() => print()}>
          {t('case.print')}
        </Button>
        <Button className="no-print" leftSection={<IconDownload {...ICON} size={16} />} disabled={!data} onClick={() => setExporting(true)}>
          {t('statistics.export')}
        </Button>
      </header>
      <PeriodChoice filters={filters} names={names} onChange={show} />
      <p className="dim">{titleOf(t, filters, names)}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {isPending && <Waiting />}
      {data && !error && <Numbers numbers={data} filters={filters} names={names} by={by} onBy={setBy} now={now} />}
      {exporting && <ExportStatistics filters={filters} by={by} onClose={() => setExporting(false)} />}
    </div>
  );
}

function titleOf(t: ReturnType<typeof useTranslation>['t'], { tu, den, donvi, thutuc }: Counted, names: NameOf): string {
  const where = [donvi && names.unit(donvi), thutuc && names.procedure(thutuc)].filter(Boolean).join(', ');
  return t('statistics.of', { from: shownMonth(tu), to: shownMonth(den), where: where === '' ? t('statistics.everything') : where });
}

interface Shown {
  readonly numbers: ProgressNumbers;
  readonly filters: Counted;
  readonly names: NameOf;
  readonly by: ReportBy;
  readonly onBy: (by: ReportBy) => void;
  readonly now: number;
}

function Numbers({ numbers, filters, names, by, onBy, now }: Shown) {
  const { t } = useTranslation();
  const { cells, months, least, at } = numbers;
  const { den, donvi, thutuc } = filters;
  // the list of cases is that of now: of a period that is over it would be another
  const list: CaseFilters | undefined =
    den < monthAgo(now, 0)
      ? undefined
      : { status: 'active', ...(donvi !== undefined && { unitPath: donvi }), ...(thutuc !== undefined && { procedure: thutuc }) };
  if (cells.length === 0) return <EmptyState title={t('statistics.empty')} hint={t('statistics.emptyHint', { least })} />;
  const [first] = groupsOf(cells, 'procedure');
  const shown = { cells, names, list, unit: donvi };
  return (
    <>
      <Figures numbers={numbers} list={list} />
      <div className="statistics-two">
        <section className="card" aria-labelledby="trend">
          <div className="section-head">
            <h2 id="trend">{t('statistics.trend')}</h2>
          </div>
          <TrendChart months={months} filters={filters} />
        </section>
        <Backlog {...shown} />
      </div>
      <Steps filters={filters} first={first?.id ?? ''} />
      <OverdueMatrix {...shown} />
      <section className="card" aria-labelledby="report">
        <div className="section-head">
          <h2 id="report">{t('statistics.report')}</h2>
          <SegmentedControl
            size="xs"
            className="no-print"
            aria-label={t('statistics.reportBy')}
            data={(['unit', 'procedure'] as const).map((value) => ({
              value,
              label: t(`statistics.by.${value === 'unit' ? 'unitPath' : 'procedure'}`),
            }))}
            value={by}
            onChange={(value) => onBy(value as ReportBy)}
          />
        </div>
        <ReportTable cells={cells} names={names} by={by} filters={filters} />
      </section>
      <p className="dim small">{t('statistics.explained', { at: dayAndClock(at), least })}</p>
    </>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('app.loading')}>
      <Skeleton height={96} mb="sm" />
      <Skeleton height={280} mb="sm" />
      <Skeleton height={320} />
    </div>
  );
}
