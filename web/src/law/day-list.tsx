/** The same days as a list: for reading aloud and for paper. */
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { useLanguage } from '../shared/language.ts';
import type { CalendarYearKnown } from '../shared/types.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { lunarWords } from './lunar-words.ts';

const LOOK = { official: 'chip done', unconfirmed: 'chip near', provisional: 'chip near' } as const;

interface Listed {
  readonly year: CalendarYearKnown;
  /** beside the months: on paper only, what they cannot say there */
  readonly short?: boolean;
}

export function DayList({ year, short = false }: Listed) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (year.days.length === 0) return short ? null : <EmptyState title={t('calendar.noDays')} />;
  return (
    <div className={short ? 'on-paper' : 'card scroll-x'} {...(!short && { tabIndex: 0, role: 'group', 'aria-label': t('calendar.list') })}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('calendar.column.day')}</th>
            <th scope="col">{t('calendar.column.lunar')}</th>
            <th scope="col">{t('calendar.column.kind')}</th>
            <th scope="col">{t('calendar.column.reason')}</th>
            <th scope="col">{t('calendar.column.source')}</th>
            <th scope="col">{t('calendar.column.status')}</th>
          </tr>
        </thead>
        <tbody>
          {year.days.map(({ date, kind, reason, source, status, lunar }) => (
            <tr key={date}>
              <th scope="row">
                {t(`calendar.weekday.${weekdayOf(date)}`)}, <span className="number">{shownDate(date)}</span>
              </th>
              <td className="number">{lunarWords(lunar, t)}</td>
              <td>{t(`calendar.kind.${kind}`)}</td>
              <td>{reason[language]}</td>
              <td className="small">{source}</td>
              <td>
                <span className={LOOK[status]}>{t(`calendar.status.${status}`)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** ISO: 1 is Monday. */
const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
