/** So many working days from a day, forward or back, as the law counts them, and why. */
import { Button, NumberInput, SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { DateField } from '../form/date-field.tsx';
import { useLanguage } from '../shared/language.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import { workingDaysQuery } from './law-queries.ts';
import { today } from './today.ts';

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const MOST = 1_000;

export function WorkingDays() {
  const { t } = useTranslation();
  const [from, setFrom] = useState<string | undefined>(today);
  const [days, setDays] = useState<number | ''>(5);
  const [back, setBack] = useState(false);
  const [asked, setAsked] = useState<{ readonly from: string; readonly count: number }>();
  const isDay = from !== undefined && ISO.test(from);
  const shared = {
    id: 'count-from',
    label: t('calendar.count.from'),
    required: false,
    disabled: false,
    error: from !== undefined && !isDay ? t('law.noDay') : undefined,
    description: undefined,
    onBlur: () => {},
  };
  return (
    <section className="card padded stack no-print" aria-label={t('calendar.count.title')}>
      <h2>{t('calendar.count.title')}</h2>
      <form
        className="bar count-bar"
        onSubmit={(event) => {
          event.preventDefault();
          if (isDay && days !== '') setAsked({ from, count: back ? -days : days });
        }}
      >
        <NumberInput
          label={t('calendar.count.days')}
          min={0}
          max={MOST}
          allowDecimal={false}
          allowNegative={false}
          value={days}
          onChange={(value) => setDays(typeof value === 'number' ? value : '')}
        />
        <SegmentedControl
          aria-label={t('calendar.count.direction')}
          data={[
            { value: 'forward', label: t('calendar.count.forward') },
            { value: 'back', label: t('calendar.count.back') },
          ]}
          value={back ? 'back' : 'forward'}
          onChange={(value) => setBack(value === 'back')}
        />
        <DateField shared={shared} value={from} set={(next) => setFrom(typeof next === 'string' ? next : undefined)} />
        <Button type="submit" disabled={!isDay || days === ''}>
          {t('calendar.count.do')}
        </Button>
      </form>
      {asked && <Counted {...asked} />}
    </section>
  );
}

function Counted({ from, count }: { readonly from: string; readonly count: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, error, isPending, refetch } = useQuery(workingDaysQuery(from, count));
  if (isPending) return <Skeleton height={60} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  return (
    <div className="stack tight" role="status">
      <p className="flat">
        <b className="law-value">{shownDate(data.day)}</b>{' '}
        {data.provisional && <span className="chip near">{t('calendar.status.provisional')}</span>}
      </p>
      <p className="flat">{data.explanation[language]}</p>
      {data.passed.length > 0 && (
        <details className="note why">
          <summary>{t('calendar.count.passed', { count: data.passed.length })}</summary>
          <ul className="law-clock">
            {data.passed.map(({ date, reason }) => (
              <li key={date}>
                {shownDate(date)}: {reason?.[language] ?? t('calendar.legend.rest')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
