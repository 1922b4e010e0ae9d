/** What there is to know of the case: its name, where it stands, which steps it went, and whom to ask. */
import { Button } from '@mantine/core';
import { IconCheck, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { dayAndClock } from '../shared/instants.ts';
import type { ProgressNow } from '../shared/types.ts';
import { ICON } from '../ui/icon.ts';

const LOOK = { active: 'chip info', suspended: 'chip near', ended: 'chip done' } as const;

interface Shown {
  readonly progress: ProgressNow;
  readonly onAgain: () => void;
}

export function ProgressShown({ progress, onAgain }: Shown) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  // who hears the page is told that something else is on it now
  useEffect(() => heading.current?.focus(), []);
  const { procedure, agency, status, startedOn, endedOn, steps } = progress;
  return (
    <section className="card public-card" aria-labelledby="progress">
      <div className="line start">
        <h2 id="progress" ref={heading} tabIndex={-1}>
          {procedure}
        </h2>
        <span className={LOOK[status]}>{t(`lookup.status.${status}`)}</span>
      </div>
      <p>{t(`lookup.statusHint.${status}`)}</p>
      <dl className="public-facts">
        <div>
          <dt>{t('lookup.started')}</dt>
          <dd>{shownDate(startedOn)}</dd>
        </div>
        {endedOn !== undefined && (
          <div>
            <dt>{t('lookup.ended')}</dt>
            <dd>{shownDate(endedOn)}</dd>
          </div>
        )}
        <div>
          <dt>{t('lookup.agency')}</dt>
          <dd>{agency}</dd>
        </div>
      </dl>
      <h3>{t('lookup.steps')}</h3>
      {steps.length === 0 ? <p>{t('lookup.noSteps')}</p> : <Steps steps={steps} />}
      <h3>{t('lookup.ask')}</h3>
      <p>{t('lookup.askHint', { agency })}</p>
      <p className="print-only">{t('lookup.printed', { at: dayAndClock(new Date().toISOString()) })}</p>
      <div className="line start no-print">
        <Button size="lg" onClick={onAgain}>
          {t('lookup.again')}
        </Button>
        <Button size="lg" variant="default" leftSection={<IconPrinter {...ICON} />} onClick={() => print()}>
          {t('case.print')}
        </Button>
      </div>
      <p className="dim no-print">{t('lookup.notKept')}</p>
    </section>
  );
}

function Steps({ steps }: { readonly steps: ProgressNow['steps'] }) {
  const { t } = useTranslation();
  return (
    <ol className="public-steps">
      {steps.map(({ name, from, to }, at) => (
        <li key={at} className={to === undefined ? 'now' : 'done'} aria-current={to === undefined ? 'step' : undefined}>
          <span className="mark">{to === undefined ? null : <IconCheck size={16} stroke={2.5} aria-hidden />}</span>
          <b>{name}</b>
          <span>
            {to === undefined
              ? t('lookup.stepNow', { from: shownDate(from) })
              : from === to
                ? t('lookup.stepDoneOn', { day: shownDate(to) })
                : t('lookup.stepDone', { from: shownDate(from), to: shownDate(to) })}
          </span>
        </li>
      ))}
    </ol>
  );
}
