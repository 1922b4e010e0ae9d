import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import type { CommentItem, TaskItem } from '../shared/types.ts';

/** The steps of people as a table: what, who, when, with which outcome and why. */
export function PrintedSteps({ tasks, comments }: { readonly tasks: readonly TaskItem[]; readonly comments: readonly CommentItem[] }) {
  const { t } = useTranslation();
  const names = useNames(tasks.map((task) => task.closedPerson ?? task.closedBy ?? task.assignee));
  const reasonOf = (task: TaskItem): string | undefined =>
    comments.find(({ at, account }) => at === task.closedAt && account === task.closedBy)?.text;
  return (
    <section className="card" aria-labelledby="printed-steps">
      <div className="section-head">
        <h2 id="printed-steps">{t('case.progress')}</h2>
      </div>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('inbox.column.step')}</th>
              <th scope="col">{t('inbox.column.assignee')}</th>
              <th scope="col">{t('history.at')}</th>
              <th scope="col">{t('print.outcome')}</th>
              <th scope="col">{t('history.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <tr key={task.instance}>
                <td>{task.name}</td>
                <td>{names.person(task.closedPerson ?? task.closedBy ?? task.assignee) || t('inbox.nobody')}</td>
                <td className="number">{task.closedAt === undefined ? t('print.open') : dayAndClock(task.closedAt)}</td>
                <td>
                  {task.state === 'open' || task.state === 'completed' ? (task.outcomeName ?? task.outcome) : t(`task.state.${task.state}`)}
                </td>
                <td>{reasonOf(task)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
