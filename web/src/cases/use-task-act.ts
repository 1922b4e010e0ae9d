/** What is done with a task, and what is asked for anew afterwards. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../forms/form.ts';
import type { PaperActBody } from '../papers/use-paper-act.ts';
import type { Copy } from '../papers/use-papers.ts';
import { request } from '../shared/request.ts';
import { useSession } from '../shared/session.ts';
import type { TaskDetail } from '../shared/types.ts';
import { onWhatIsSeen } from './on-what-is-seen.ts';
import { tell } from '../ui/tell.ts';

export interface Completion {
  readonly outcome?: string;
  readonly reason?: string;
  readonly variables?: JsonObject;
  readonly copies?: readonly Copy[];
  readonly paper?: PaperActBody;
}
interface Act {
  readonly what: 'claim' | 'unclaim' | 'complete';
  readonly body: Completion;
  readonly key: string;
}

export function useTaskAct(task: TaskDetail) {
  const client = useQueryClient();
  const after = useAfterTask(task);
  const { account } = useSession();
  return useMutation({
    mutationFn: async ({ what, body, key }: Act) => {
      const path = `/tasks/${task.caseId}/${task.instance}/${what}`;
      const send = async (revision?: number): Promise<unknown> =>
        await request(path, { method: 'POST', body, idempotencyKey: key, revision });
      return what === 'complete' ? await onWhatIsSeen({ task, account, send }) : await send();
    },
    onSuccess: async (_, { what }) => await after(what === 'complete'),
    onError: () => void client.invalidateQueries({ queryKey: ['case', task.caseId] }),
  });
}

/** The case has moved on: its page shows what is next. */
export function useAfterTask(task: TaskDetail): (completed: boolean) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate({ from: '/ho-so/$caseId' });
  return async (completed) => {
    if (completed) {
      tell(t('task.completed', { name: task.name }));
      await navigate({ search: {}, replace: true });
    }
    await client.invalidateQueries({ queryKey: ['case', task.caseId] });
    await client.invalidateQueries({ queryKey: ['tasks'] });
    await client.invalidateQueries({ queryKey: ['counts'] });
  };
}
