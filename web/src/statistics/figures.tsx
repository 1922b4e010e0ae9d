/** Five figures of the period, each with how it has changed: in words and by sign, not by colour alone. */
import { IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseFilters } from '../cases/case-filters.ts';
import type { ProgressNumbers } from '../shared/types.ts';
import { percent, share, signed, tenth, whole } from './numbers.ts';

interface Shown {
  readonly numbers: ProgressNumbers;
  /** the list behind what runs; undefined where the period is over */
  readonly list: CaseFilters | undefined;
}

interface Figure {
  readonly key: 'running' | 'onTime' | 'overdue' | 'median' | 'returned';
  readonly value: string;
  /** by how much it has changed, in what; undefined where there is nothing to compare with */
  readonly change: number | undefined;
  readonly unit: 'none' | 'points' | 'days';
  readonly since: 'start' | 'before';
  readonly better: 'more' | 'less';
  readonly list?: CaseFilters | undefined;
}

export function Figures({ numbers, list }: Shown) {
  const { t } = useTranslation();
  return (
    <ul className="figures" aria-label={t('statistics.figures')}>
      {figuresOf(numbers, list).map((figure) => (
        <li key={figure.key} className="card">
          <h2>{t(`statistics.figure.${figure.key}`)}</h2>
          {figure.list ? (
            <Link to="/ho-so" search={figure.list} className="figure link" aria-label={t('statistics.seeList', { shown: figure.value })}>
              {figure.value}
            </Link>
          ) : (
            <span className="figure">{figure.value}</span>
          )}
          <Change figure={figure} />
        </li>
      ))}
    </ul>
  );
}

function Change({ figure: { change, unit, since, better } }: { readonly figure: Figure }) {
  const { t } = useTranslation();
  if (change === undefined) return <small>{t('statistics.noComparison')}</small>;
  const rounded = Math.round(change * 10) / 10;
  const look = rounded === 0 ? undefined : rounded > 0 === (better === 'more') ? 'good' : 'bad';
  const Icon = rounded > 0 ? IconTrendingUp : IconTrendingDown;
  return (
    <small>
      <span className={look}>
        {rounded !== 0 && <Icon size={14} stroke={1.8} aria-hidden />} {t(`statistics.change.${unit}`, { shown: signed(rounded) })}
      </span>{' '}
      {t(`statistics.since.${since}`)}
    </small>
  );
}

function figuresOf({ period, before }: ProgressNumbers, list: CaseFilters | undefined): readonly Figure[] {
  const onTime = [period, before].map((one) => share(one.onTime, one.onTime + one.late));
  const returned = [period, before].map((one) => share(one.stepsReturned, one.stepsDone));
  return [
    {
      key: 'running',
      value: whole(period.running),
      change: period.running - before.running,
      unit: 'none',
      since: 'start',
      better: 'less',
      list,
    },
    { key: 'onTime', value: percent(onTime[0]), change: between(onTime[0], onTime[1]), unit: 'points', since: 'before', better: 'more' },
    {
      key: 'overdue',
      value: whole(period.overdue),
      change: period.overdue - before.overdue,
      unit: 'none',
      since: 'start',
      better: 'less',
      list: list && { ...list, deadline: 'overdue' },
    },
    {
      key: 'median',
      value: period.medianDays === undefined ? '—' : tenth(period.medianDays),
      change: between(period.medianDays, before.medianDays),
      unit: 'days',
      since: 'before',
      better: 'less',
    },
    {
      key: 'returned',
      value: percent(returned[0]),
      change: between(returned[0], returned[1]),
      unit: 'points',
      since: 'before',
      better: 'less',
    },
  ];
}

const between = (now: number | undefined, before: number | undefined): number | undefined =>
  now === undefined || before === undefined ? undefined : now - before;
