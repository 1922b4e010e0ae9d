import { useTranslation } from 'react-i18next';
import { shownDate } from '../../../forms/shown-date.ts';
import { dayAndClock } from './instants.ts';
import type { TaskItem } from './types.ts';

/** A deadline of days ends with its last day, which is what people call it by; one of hours at its minute. */
export function useDue({ due, dueAt }: Pick<TaskItem, 'due' | 'dueAt'>): string | undefined {
  const { t } = useTranslation();
  if (dueAt === undefined) return undefined;
  return due?.localDate === undefined ? dayAndClock(dueAt) : t('deadline.endOf', { day: shownDate(due.localDate) });
}
