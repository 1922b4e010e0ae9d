/** What others did with the case since its task was opened here, before anything is decided on what is no more so. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import { useNames } from '../shared/names.ts';
import { useSession } from '../shared/session.ts';
import type { HistoryItem, TaskDetail } from '../shared/types.ts';
import { isByOthers, stepsSince } from './on-what-is-seen.ts';
import { useActName } from './use-act-name.ts';

interface Since {
  readonly task: TaskDetail;
  /** the revision at which it was opened, or looked at last */
  readonly seen: number;
  readonly onSeen: () => void;
}

export function ChangedSince({ task, seen, onSeen }: Since) {
  const { t } = useTranslation();
  const { account } = useSession();
  const actName = useActName();
  const { data: steps = [] } = useQuery({
    queryKey: ['case', task.caseId, 'since', seen, task.caseRevision],
    enabled: task.caseRevision > seen,
    queryFn: async ({ signal }) => await stepsSince(task.caseId, seen, signal),
  });
  const others = steps.filter((step) => isByOthers(step, account));
  const names = useNames(others.map(({ actor }) => actor.person ?? actor.account));
  if (others.length === 0) return null;
  const said = ({ at, actor, command }: HistoryItem): string =>
    t('changed.step', { at: dayAndClock(at), name: names.person(actor.person ?? actor.account), what: actName(command.type) });
  return (
    <div className="note warn" role="status">
      <b>{t('changed.title')}</b>
      <ul className="plain-list">
        {others.map((step) => (
          <li key={step.revision}>{said(step)}</li>
        ))}
      </ul>
      <p className="flat">{t('changed.hint')}</p>
      <Button size="compact-sm" variant="default" onClick={onSeen}>
        {t('changed.seen')}
      </Button>
    </div>
  );
}
