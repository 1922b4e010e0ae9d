/** Who signed a step whose document the agency still has to seal sees that it waits, and for how long. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dayAndClock } from '../shared/instants.ts';
import type { TaskDetail } from '../shared/types.ts';
import { documentsQuery } from './case-queries.ts';
import { useCaseShown } from './use-case-shown.ts';

export function WaitsForSeal({ task }: { readonly task: TaskDetail }) {
  const { t } = useTranslation();
  const isShown = useCaseShown(task.caseId);
  const { data } = useQuery({ ...documentsQuery(task.caseId), enabled: isShown && task.signedHere && task.state === 'open' });
  const waiting = data?.waiting.find(({ instance }) => instance === task.instance);
  if (!waiting) return null;
  return (
    <p className="note warn" role="status">
      {t('sign.taskWaits', { name: waiting.signer, at: dayAndClock(waiting.createdAt), until: dayAndClock(waiting.expiresAt) })}
    </p>
  );
}
