/** Requests are decided: what nobody has taken yet is taken, then all are signed in one sitting. What is refused stops none of the others. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { newKey, request } from '../shared/request.ts';
import type { RequestItem, TaskDetail } from '../shared/types.ts';
import { useSign } from '../signing/signing-host.tsx';
import { taskSubject } from '../signing/signing-subject.ts';

/** One whose task is open. */
export type OpenRequest = RequestItem & { readonly task: TaskDetail };
export interface Decision {
  readonly outcome: 'approve' | 'reject';
  readonly reason?: string;
}
interface Taken {
  readonly items: readonly { readonly ok: boolean; readonly refusal?: { readonly message: string } }[];
}
/** With why it could not be taken. */
export interface Refused {
  readonly request: OpenRequest;
  readonly message: string;
}

export function useDecide() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sign = useSign();
  const renew = (): void => {
    for (const queryKey of [['accounts'], ['tasks'], ['counts'], ['case']]) void client.invalidateQueries({ queryKey });
  };
  return useMutation({
    mutationFn: async ({ requests }: { requests: readonly OpenRequest[]; decision: Decision }): Promise<readonly Refused[]> => {
      const free = requests.filter(({ task }) => task.assignee === undefined);
      if (free.length === 0) return [];
      const commands = free.map(({ task: { caseId, instance } }) => ({ type: 'claimTask', caseId, instance }));
      const { items } = await request<Taken>('/tasks/bulk', { method: 'POST', idempotencyKey: newKey(), body: { commands } });
      return free.flatMap((one, at) => {
        const answer = items[at];
        return answer?.ok === true ? [] : [{ request: one, message: answer?.refusal?.message ?? '' }];
      });
    },
    onSuccess(refused, { requests, decision }) {
      const ready = requests.filter((one) => !refused.some(({ request: other }) => other === one));
      const [only] = ready;
      if (!only) return renew();
      sign({
        title: ready.length > 1 ? t('sign.bulkTitle', { count: ready.length, name: only.task.name }) : `${only.task.name}: ${only.title}`,
        verb: t('sign.complete'),
        subjects: ready.map(({ task }) => taskSubject(task, { ...decision })),
        onClose: renew,
      });
    },
    onError: renew,
  });
}
