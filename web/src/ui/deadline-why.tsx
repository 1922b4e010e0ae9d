/** What a deadline counts and why, for whoever asks; that its basis is unsettled, to everybody. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shared/language.ts';
import type { TaskItem } from '../shared/types.ts';

export function DeadlineWhy({ task }: { readonly task: Pick<TaskItem, 'deadline' | 'due'> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const why = task.deadline?.explanation[language];
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
