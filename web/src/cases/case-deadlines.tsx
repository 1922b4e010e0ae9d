/** Thời hạn: each open one with its last day, how it was counted, and the law that says so. */
import { useTranslation } from 'react-i18next';
import { useDue } from '../shared/due.ts';
import { useLanguage } from '../shared/language.ts';
import type { TaskItem } from '../shared/types.ts';
import { DeadlineChip } from '../ui/deadline-chip.tsx';

export function CaseDeadlines({ open }: { readonly open: readonly TaskItem[] }) {
  const { t } = useTranslation();
  const timed = open.filter(({ deadline }) => deadline !== undefined).toSorted((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
  if (timed.length === 0) return null;
  return (
    <section className="card" aria-labelledby="deadlines">
      <div className="section-head">
        <h2 id="deadlines">{t('case.deadlines')}</h2>
      </div>
      <ul className="plain-list padded-list">
        {timed.map((task) => (
          <OneDeadline key={task.instance} task={task} />
        ))}
      </ul>
    </section>
  );
}

function OneDeadline({ task }: { readonly task: TaskItem }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li className="deadline">
      <div className="line">
        <b>{task.name}</b>
        <DeadlineChip deadline={task.deadline} />
      </div>
      <small>{useDue(task)}</small>
      {task.due?.citation !== undefined && <small className="dim">{t('case.citation', { text: task.due.citation })}</small>}
      {task.deadline && (
        <details className="why">
          <summary className="small dim">{t('deadline.why')}</summary>
          <small className="dim">{task.deadline.explanation[language]}</small>
        </details>
      )}
      {task.due?.settled === false && <small className="unsettled">{t('law.unsettled')}</small>}
    </li>
  );
}
