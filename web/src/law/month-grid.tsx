/** One month, Monday first. What differs from its weekday says so in words, and to a screen reader. */
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { useLanguage } from '../shared/language.ts';
import type { CalendarDayKnown, CalendarYearKnown } from '../shared/types.ts';
import { lunarWords } from './lunar-words.ts';
import { today } from './today.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const DAYS_OF_WEEK = 7;

interface Month {
  readonly year: CalendarYearKnown;
  readonly month: number;
}

export function MonthGrid({ year: { year, days, weeklyOff }, month }: Month) {
  const { t } = useTranslation();
  const known = new Map(days.map((day) => [day.date, day]));
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % DAYS_OF_WEEK;
  const cells = [...Array.from({ length: before }, () => 0), ...Array.from({ length }, (_, at) => at + 1)];
  const weeks = Array.from({ length: Math.ceil(cells.length / DAYS_OF_WEEK) }, (_, at) =>
    cells.slice(at * DAYS_OF_WEEK, (at + 1) * DAYS_OF_WEEK),
  );
  return (
    <div className="card month-card">
      <table className="month">
        <caption>{t('calendar.month', { month })}</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col" abbr={t(`calendar.weekday.${weekday}`)}>
                {t(`calendar.weekdayShort.${weekday}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, row) => (
            // the weeks of a month never change their order
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={row}>
              {WEEKDAYS.map((weekday, at) => {
                const day = week[at] ?? 0;
                const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
                return <Cell key={weekday} day={day} date={date} known={known.get(date)} rest={weeklyOff.includes(weekday)} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Reasons days={days.filter(({ date }) => Number(date.slice(5, 7)) === month)} />
    </div>
  );
}

/** Days in a row that are off for one reason are told once. */
function Reasons({ days }: { readonly days: readonly CalendarDayKnown[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const runs: (readonly [CalendarDayKnown, CalendarDayKnown])[] = [];
  for (const day of days) {
    const [first, last] = runs.at(-1) ?? [];
    const goesOn = last && dayOf(day) === dayOf(last) + 1 && day.reason.vi === last.reason.vi && day.status === last.status;
    if (first && goesOn) runs[runs.length - 1] = [first, day];
    else runs.push([day, day]);
  }
  if (runs.length === 0) return null;
  return (
    <ul className="month-days">
      {runs.map(([first, last]) => (
        <li key={first.date}>
          <b>{first === last ? dayOf(first) : `${dayOf(first)}–${dayOf(last)}`}</b> {first.reason[language]}
          {first.status !== 'official' && ` (${t(`calendar.status.${first.status}`).toLowerCase()})`}
        </li>
      ))}
    </ul>
  );
}

const dayOf = ({ date }: CalendarDayKnown): number => Number(date.slice(8));

interface Shown {
  /** 0: of another month */
  readonly day: number;
  readonly date: string;
  readonly known: CalendarDayKnown | undefined;
  readonly rest: boolean;
}

function Cell({ day, date, known, rest }: Shown) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (day === 0) return <td />;
  const isToday = date === today();
  const current = isToday && ({ 'aria-current': 'date' } as const);
  if (!known)
    return (
      <td className={rest ? 'rest' : undefined} {...current}>
        {day}
      </td>
    );
  const { kind, reason, source, status, lunar } = known;
  const sure = status === 'official' ? '' : ` ${t(`calendar.status.${status}`)}.`;
  const words = `${t(`calendar.kind.${kind}`)} ${shownDate(date)}: ${reason[language]} (${lunarWords(lunar, t)}).${sure} ${t('calendar.source', { source })}`;
  return (
    <td className={`${kind}${status === 'official' ? '' : ' unsure'}`} {...current}>
      <Tooltip label={words} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <span tabIndex={0} role="img" aria-label={`${day}: ${words}`}>
          {day}
          <small aria-hidden>{lunar.day === 1 ? `${lunar.day}/${lunar.month}` : lunar.day}</small>
        </span>
      </Tooltip>
    </td>
  );
}
