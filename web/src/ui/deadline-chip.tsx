/** How it stands with a deadline, in words: never by its colour alone. What it counts and why, on hover and to a screen reader. */
import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dayAndClock, distance } from '../shared/instants.ts';
import { useLanguage } from '../shared/language.ts';
import type { Deadline } from '../shared/types.ts';

const LOOK = {
  overdue: { className: 'chip over', Icon: IconAlertTriangle },
  near: { className: 'chip near', Icon: IconClockExclamation },
  onTime: { className: 'chip calm', Icon: IconClock },
} as const;

export function DeadlineChip({ deadline, now = Date.now() }: { readonly deadline: Deadline | undefined; readonly now?: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!deadline) return <span className="dim">{t('deadline.none')}</span>;
  const { className, Icon } = deadline.done === undefined ? LOOK[deadline.state] : { className: 'chip done', Icon: IconCheck };
  const { unit, count } = distance(now, Date.parse(deadline.due));
  const words =
    deadline.done === undefined ? t(`deadline.${deadline.state === 'overdue' ? 'past' : 'left'}.${unit}`, { count }) : t('deadline.done');
  const why = deadline.explanation[language];
  return (
    <Tooltip label={`${dayAndClock(deadline.due)}. ${why}`} multiline maw={380}>
      <span className={className}>
        <Icon size={14} stroke={1.8} aria-hidden />
        {words}
      </span>
    </Tooltip>
  );
}
