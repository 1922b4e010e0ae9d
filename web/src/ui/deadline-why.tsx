/** What a deadline counts and why, for whoever asks; that its basis is unsettled, to everybody. */
import { useTranslation } from 'react-i18next';
import type { TaskItem } from '../shared/types.ts';

export function DeadlineWhy({ task }: { readonly task: Pick<TaskItem, 'deadline' | 'due'> }) {
  const { t, i18n } = useTranslation();
  const why = task.deadline?.explanation[i18n.language === 'en' ? 'en' : 'vi'];
  return (
    <>
      {why !== undefined && (
        <details className="note why">
          <summary>{t('deadline.why')}</summary>
          {why}
        </details>
      )}
      {task.due?.settled === false && <p className="note warn">{t('law.unsettled')}</p>}
    </>
  );
}
