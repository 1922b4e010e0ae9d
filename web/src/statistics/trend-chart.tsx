/** Cases that came and that ended, month by month: two lines, and the same as a table for whom lines say nothing. */
import { useElementSize } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProgressNumbers } from '../shared/types.ts';
import { shownMonth } from './months.ts';
import { whole } from './numbers.ts';
import { receivedIn } from './received-in.ts';
import type { Counted } from './statistics-filters.ts';
import { ticksOf } from './ticks.ts';

const HEIGHT = 240;
const SPACE = { left: 48, right: 12, top: 12, bottom: 28 } as const;
/** Points that the label of a month takes. */
const LABEL = 52;

type Month = ProgressNumbers['months'][number];
const endedOf = ({ onTime, late, stopped }: Month): number => onTime + late + stopped;

interface Trend {
  readonly months: readonly Month[];
  readonly filters: Counted;
}

export function TrendChart({ months, filters }: Trend) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  return (
    <div className="chart">
      <p className="legend" aria-hidden>
        <i className="received" /> {t('statistics.received')} <i className="ended" /> {t('statistics.ended')}
      </p>
      <div ref={ref}>{width > 0 && <Lines months={months} width={width} />}</div>
      <details className="no-print">
        <summary>{t('statistics.asTable')}</summary>
        <TrendTable months={months} filters={filters} />
      </details>
    </div>
  );
}

function Lines({ months, width }: { readonly months: readonly Month[]; readonly width: number }) {
  const { t } = useTranslation();
  const ticks = ticksOf(Math.max(...months.map((month) => Math.max(month.received, endedOf(month)))));
  const top = ticks.at(-1) ?? 1;
  const step = (width - SPACE.left - SPACE.right) / Math.max(1, months.length - 1);
  const x = (at: number): number => SPACE.left + at * step;
  const y = (count: number): number => HEIGHT - SPACE.bottom - (count / top) * (HEIGHT - SPACE.top - SPACE.bottom);
  const every = Math.ceil(LABEL / step);
  const line = (value: (month: Month) => number): string => months.map((month, at) => `${x(at)},${y(value(month))}`).join(' ');
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={t('statistics.trendText')}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={SPACE.left} x2={width - SPACE.right} y1={y(tick)} y2={y(tick)} />
          <text x={SPACE.left - 8} y={y(tick) + 4} textAnchor="end">
            {whole(tick)}
          </text>
        </g>
      ))}
      {months.map(({ month }, at) =>
        (months.length - 1 - at) % every === 0 ? (
          <text key={month} x={x(at)} y={HEIGHT - 8} textAnchor={at === months.length - 1 ? 'end' : 'middle'}>
            {`${month.slice(5)}/${month.slice(2, 4)}`}
          </text>
        ) : null,
      )}
      <polyline className="received" points={line(({ received }) => received)} />
      <polyline className="ended" points={line(endedOf)} />
      {months.map((month, at) => (
        <g key={month.month}>
          <circle className="received" cx={x(at)} cy={y(month.received)} r={3.5}>
            <title>{t('statistics.pointReceived', { month: shownMonth(month.month), shown: whole(month.received) })}</title>
          </circle>
          <circle className="ended" cx={x(at)} cy={y(endedOf(month))} r={3.5}>
            <title>{t('statistics.pointEnded', { month: shownMonth(month.month), shown: whole(endedOf(month)) })}</title>
          </circle>
        </g>
      ))}
    </svg>
  );
}

function TrendTable({ months, filters }: Trend) {
  const { t } = useTranslation();
  return (
    <table className="table numbers">
      <thead>
        <tr>
          <th scope="col">{t('statistics.month')}</th>
          <th scope="col">{t('statistics.received')}</th>
          <th scope="col">{t('statistics.ended')}</th>
          <th scope="col">{t('statistics.late')}</th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.month}>
            <th scope="row">{shownMonth(month.month)}</th>
            <td>
              <Link to="/ho-so" search={receivedIn(filters, { tu: month.month, den: month.month })} className="link">
                {whole(month.received)}
              </Link>
            </td>
            <td>{whole(endedOf(month))}</td>
            <td>{whole(month.late)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
